import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/exchange.ts";

export default {
  request: "الطلب",
  "request.curl": "نسخ كأمر cURL",
  "request.curl.without-body": "نسخ كأمر cURL دون النص",
  "request.headers":
    "ترويسات الطلب ({count, plural, zero {لا ترويسات} one {ترويسة واحدة} two {ترويستان} few {# ترويسات} many {# ترويسة} other {# ترويسة}})",
  "request.body": "نص الطلب",
  "request.body.empty": "نص الطلب: فارغ",
  "request.body.copy": "نسخ نص الطلب",
  "request.body.copy-kept": "نسخ الجزء المحفوظ من نص الطلب",
  response: "الاستجابة",
  "response.none": "لم تُستلَم أي استجابة",
  "response.headers":
    "ترويسات الاستجابة ({count, plural, zero {لا ترويسات} one {ترويسة واحدة} two {ترويستان} few {# ترويسات} many {# ترويسة} other {# ترويسة}})",
  "response.body": "نص الاستجابة",
  "response.body.empty": "نص الاستجابة: فارغ",
  "response.body.copy": "نسخ نص الاستجابة",
  "response.body.copy-kept": "نسخ الجزء المحفوظ من نص الاستجابة",
  withheld:
    "ليس لديك إذن بعرض محتوى الأحداث، لذا أُخفي نص الطلب ونص الاستجابة وعنوان URL الكامل ومعظم الترويسات، لأنها قد تكرّر ذلك المحتوى. تواصل مع أحد مسؤولي مساحة العمل.",
  cut: "تجاوز أحد النصوص {size}، لذا حُفظت بدايته فقط.",
  masked: "الأسرار وبيانات الاعتماد محجوبة.",
  "masked.curl": "في أمر cURL تحلّ محلها متغيرات: {names}.",
} satisfies TranslationOf<typeof en>;
