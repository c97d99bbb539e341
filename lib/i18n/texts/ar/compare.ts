import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/compare.ts";

export default {
  choose: "مقارنة الطلب مع",
  none: "بلا مقارنة",
  attempt: "المحاولة {number, number}",
  label: "ما تغيّر من المحاولة {from, number} إلى المحاولة {to, number}",
  same: "الطلبان متطابقان.",
  "too-different": "القواسم المشتركة بين الطلبين أقل من أن يُقارنا سطرًا بسطر.",
  skipped:
    "{count, plural, zero {لا أسطر دون تغيير} one {سطر واحد دون تغيير} two {سطران دون تغيير} few {# أسطر دون تغيير} many {# سطرًا دون تغيير} other {# سطر دون تغيير}}",
  failed: "تعذّر تحميل المحاولة الأخرى",
} satisfies TranslationOf<typeof en>;
