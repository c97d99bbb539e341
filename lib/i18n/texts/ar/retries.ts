import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/retries.ts";

export default {
  "preview.counting": "جارٍ عدّ عمليات التسليم",
  "preview.none": "لا توجد عملية تسليم تطابق عامل التصفية هذا.",
  "preview.all":
    "{count, plural, zero {لا يمكن إعادة محاولة أي عملية تسليم.} one {يمكن إعادة محاولة عملية تسليم واحدة.} two {يمكن إعادة محاولة عمليتي تسليم.} few {يمكن إعادة محاولة # عمليات تسليم.} many {يمكن إعادة محاولة # عملية تسليم.} other {يمكن إعادة محاولة # عملية تسليم.}}",
  "preview.some":
    "يمكن إعادة محاولة {retryable, number} من {matching, plural, zero {# عملية تسليم} one {عملية تسليم واحدة} two {عمليتي تسليم} few {# عمليات تسليم} many {# عملية تسليم} other {# عملية تسليم}}.",
  "preview.none-retryable":
    "{count, plural, zero {# عملية تسليم، لا يمكن إعادة محاولة أي منها الآن.} one {عملية تسليم واحدة، لا يمكن إعادة محاولتها الآن.} two {عمليتا تسليم، لا يمكن إعادة محاولة أي منهما الآن.} few {# عمليات تسليم، لا يمكن إعادة محاولة أي منها الآن.} many {# عملية تسليم، لا يمكن إعادة محاولة أي منها الآن.} other {# عملية تسليم، لا يمكن إعادة محاولة أي منها الآن.}}",
  "preview.more-than":
    "{count, plural, zero {أكثر من # عملية تسليم؛ توقف العدّ عند ذلك.} one {أكثر من عملية تسليم واحدة؛ توقف العدّ عند ذلك.} two {أكثر من عمليتي تسليم؛ توقف العدّ عند ذلك.} few {أكثر من # عمليات تسليم؛ توقف العدّ عند ذلك.} many {أكثر من # عملية تسليم؛ توقف العدّ عند ذلك.} other {أكثر من # عملية تسليم؛ توقف العدّ عند ذلك.}}",
  "preview.uncounted": "العدد أكبر من أن يُعدّ مسبقًا. يجري العثور على عمليات التسليم المطابقة أثناء التنفيذ.",
  "preview.effect":
    "تبدأ كل عملية جدول محاولاتها الكامل من جديد. لا تتأثر عمليات التسليم التي نجحت بالفعل أو التي تفشل من الآن فصاعدًا.",
  "preview.running": "تجري إعادة محاولة جماعية في مساحة العمل هذه.",
  "preview.running.show": "عرض",

  "filter.label": "ما تُعاد محاولته",
  "filter.failed": "عمليات التسليم التي فشلت",
  "filter.canceled": "عمليات التسليم التي أُلغيت",
  "filter.status":
    "لأحداث حالتها: {status, select, pending {قيد الانتظار} processing {قيد المعالجة} retrying {ستُعاد المحاولة} completed {مكتمل} failed {فشل} canceled {مُلغى} other {{status}}}",
  "filter.id": "للحدث \u2068{id}\u2069",
  "filter.event-ids":
    "{count, plural, zero {لأحداث مختارة} one {لحدث مختار واحد} two {لحدثين مختارين} few {لعدد # أحداث مختارة} many {لعدد # حدثًا مختارًا} other {لعدد # حدث مختار}}",
  "filter.event": "من نوع الحدث \u2068{event}\u2069",
  "filter.resource": "للمورد \u2068{resource}\u2069",
  "filter.resource-id": "لمعرّف المورد \u2068{id}\u2069",
  "filter.connection": "إلى الاتصال \u2068{connection}\u2069",
  "filter.rule": "عبر القاعدة \u2068{rule}\u2069",
  "filter.problem": "في المشكلة \u2068{problem}\u2069",
  "filter.outcome": "انتهت محاولتها الأخيرة بما يلي: {outcome}",
  "filter.created-after": "لأحداث استُلمت في {time} أو بعده",
  "filter.created-before": "لأحداث استُلمت قبل {time}",

  "skipped.title":
    "{count, plural, zero {لم تُتجاوز أي عملية تسليم:} one {تم تجاوز عملية تسليم واحدة:} two {تم تجاوز عمليتي تسليم:} few {تم تجاوز # عمليات تسليم:} many {تم تجاوز # عملية تسليم:} other {تم تجاوز # عملية تسليم:}}",
  "skipped.rule_deleted": "{count, number} لأن القاعدة حُذفت",
  "skipped.connection_deleted": "{count, number} لأن الاتصال حُذف",
  "skipped.rule_inactive": "{count, number} لأن القاعدة متوقفة مؤقتًا",
  "skipped.connection_inactive": "{count, number} لأن الاتصال غير نشط",
  "skipped.status_changed":
    "{count, plural, zero {# لأنها أُعيدت محاولتها بطريقة أخرى أولًا} one {# لأنها أُعيدت محاولتها بطريقة أخرى أولًا} two {# لأنهما أُعيدت محاولتهما بطريقة أخرى أولًا} few {# لأنها أُعيدت محاولتها بطريقة أخرى أولًا} many {# لأنها أُعيدت محاولتها بطريقة أخرى أولًا} other {# لأنها أُعيدت محاولتها بطريقة أخرى أولًا}}",

  "start.count": "إعادة محاولة {count, number} الآن",
  "start.all": "إعادة محاولة الكل الآن",
  "start.not-now": "ليس الآن",
  "start.refused": "لم تبدأ: تجري بالفعل إعادة محاولة جماعية أخرى في مساحة العمل هذه.",

  "progress.label": "عمليات التسليم التي أُعيدت محاولتها",
  "progress.counted":
    "أُعيدت محاولة {retried, number} من {matching, plural, zero {# عملية تسليم} one {عملية تسليم واحدة} two {عمليتي تسليم} few {# عمليات تسليم} many {# عملية تسليم} other {# عملية تسليم}}…",
  "progress.uncounted": "أُعيدت محاولة {count, number}…",
  "progress.completed":
    "{count, plural, zero {تم. أُعيدت محاولة # عملية تسليم.} one {تم. أُعيدت محاولة عملية تسليم واحدة.} two {تم. أُعيدت محاولة عمليتي تسليم.} few {تم. أُعيدت محاولة # عمليات تسليم.} many {تم. أُعيدت محاولة # عملية تسليم.} other {تم. أُعيدت محاولة # عملية تسليم.}}",
  "progress.canceled":
    "{count, plural, zero {تم الإيقاف بعد # عملية تسليم.} one {تم الإيقاف بعد عملية تسليم واحدة.} two {تم الإيقاف بعد عمليتي تسليم.} few {تم الإيقاف بعد # عمليات تسليم.} many {تم الإيقاف بعد # عملية تسليم.} other {تم الإيقاف بعد # عملية تسليم.}}",
  "progress.stop": "إيقاف",
  "progress.stop.refused": "لم يتم الإيقاف: كانت قد انتهت بالفعل.",

  "outcome.sentence": "منها: {parts}.",
  "outcome.completed":
    "{count, plural, zero {# سُلّمت} one {# سُلّمت} two {# سُلّمتا} few {# سُلّمت} many {# سُلّمت} other {# سُلّمت}}",
  "outcome.in-progress": "{count, number} قيد التنفيذ",
  "outcome.retrying":
    "{count, plural, zero {# ستُعاد محاولتها حسب الجدول} one {# ستُعاد محاولتها حسب الجدول} two {# ستُعاد محاولتهما حسب الجدول} few {# ستُعاد محاولتها حسب الجدول} many {# ستُعاد محاولتها حسب الجدول} other {# ستُعاد محاولتها حسب الجدول}}",
  "outcome.failed":
    "{count, plural, zero {# فشلت مجددًا} one {# فشلت مجددًا} two {# فشلتا مجددًا} few {# فشلت مجددًا} many {# فشلت مجددًا} other {# فشلت مجددًا}}",
  "outcome.canceled":
    "{count, plural, zero {# أُلغيت} one {# أُلغيت} two {# أُلغيتا} few {# أُلغيت} many {# أُلغيت} other {# أُلغيت}}",
} satisfies TranslationOf<typeof en>;
