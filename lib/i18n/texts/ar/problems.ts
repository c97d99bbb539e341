import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/problems.ts";

export default {
  where: "· <bdi>{connection}</bdi> ({destination})، عند حدوث <bdi>{event}</bdi>",
  failed:
    "{count, plural, zero {لم يفشل أي تسليم} one {فشل تسليم واحد} two {فشل تسليمان} few {فشلت # عمليات تسليم} many {فشلت #{more, select, yes {+} other {}} عملية تسليم} other {فشلت #{more, select, yes {+} other {}} عملية تسليم}}",
  retrying:
    "{count, plural, zero {لن تُعاد محاولة أي تسليم} one {ستُعاد محاولة تسليم واحد} two {ستُعاد محاولة تسليمين} few {ستُعاد محاولة # عمليات تسليم} many {ستُعاد محاولة #{more, select, yes {+} other {}} عملية تسليم} other {ستُعاد محاولة #{more, select, yes {+} other {}} عملية تسليم}}",
  "seen.first": "أول ظهور <time></time>",
  "seen.last": "آخر ظهور <time></time>",
  acknowledged: "تم الاطلاع",
  "acknowledged.by": "اطّلع عليه <bdi>{name}</bdi>",
  "action.connection": "فحص الاتصال",
  "action.mapping": "فحص ربط الحقول",
  "action.rule": "فحص القاعدة",
  "action.retry": "إعادة محاولة {count, number}…",
  events: "عرض الأحداث",
  acknowledge: "تم الاطلاع",
  reopen: "إعادة الفتح",
  ignore: "تجاهل",
  "change.failed": "لم يتغيّر وضع المشكلة.",
  count: "{count, plural, zero {لا مشكلات} one {مشكلة واحدة} two {مشكلتان} few {# مشكلات} many {# مشكلة} other {# مشكلة}}",
  more: "تُعرض أحدث المشكلات فقط.",
} satisfies TranslationOf<typeof en>;
