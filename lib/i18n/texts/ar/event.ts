import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/event.ts";

export default {
  title: "حدث",
  loading: "جارٍ تحميل الحدث",
  failed: "تعذّر تحميل هذا الحدث",

  "summary.label": "الملخص",
  "summary.sentence": "{parts}.",
  "summary.none": "لم تنطبق أي قاعدة، لذلك لم يُرسَل شيء إلى أي مكان.",
  "summary.done":
    "اكتمل {done, number} من {total, plural, zero {# عملية تسليم} one {عملية تسليم واحدة} two {عمليتي تسليم} few {# عمليات تسليم} many {# عملية تسليم} other {# عملية تسليم}}",
  "summary.processing": "{count, number} قيد التنفيذ",
  "summary.pending": "{count, number} على وشك البدء",
  "summary.retrying":
    "{count, plural, zero {# ستُعاد محاولتها} one {# ستُعاد محاولتها} two {# ستُعاد محاولتهما} few {# ستُعاد محاولتها} many {# ستُعاد محاولتها} other {# ستُعاد محاولتها}}",
  "summary.failed":
    "{count, plural, zero {# فشلت} one {# فشلت} two {# فشلتا} few {# فشلت} many {# فشلت} other {# فشلت}}",
  "summary.canceled":
    "{count, plural, zero {# أُلغيت} one {# أُلغيت} two {# أُلغيتا} few {# أُلغيت} many {# أُلغيت} other {# أُلغيت}}",

  "fact.id": "المعرّف",
  "fact.resource": "المورد",
  "fact.received": "وقت الاستلام",
  "fact.sender": "المُرسِل",

  "cancel-event.open": "إلغاء الحدث",
  "cancel-event.question":
    "{count, plural, zero {هل تريد إلغاء عمليات التسليم المفتوحة لهذا الحدث؟} one {هل تريد إلغاء عملية التسليم المفتوحة لهذا الحدث؟} two {هل تريد إلغاء عمليتي التسليم المفتوحتين لهذا الحدث؟} few {هل تريد إلغاء # عمليات تسليم مفتوحة لهذا الحدث؟} many {هل تريد إلغاء # عملية تسليم مفتوحة لهذا الحدث؟} other {هل تريد إلغاء # عملية تسليم مفتوحة لهذا الحدث؟}}",
  "cancel-event.text": "لن تُجرى محاولات أخرى لأي اتصال. ستكتمل الطلبات الجارية بالفعل. يمكن إعادة محاولة كل تسليم لاحقًا.",
  "cancel-event.confirm":
    "{count, plural, zero {إلغاء عمليات التسليم} one {إلغاء عملية التسليم} two {إلغاء عمليتي التسليم} few {إلغاء عمليات التسليم} many {إلغاء عمليات التسليم} other {إلغاء عمليات التسليم}}",
  "cancel-event.keep": "متابعة المحاولات",
  "cancel-event.done": "لن تُجرى محاولات أخرى. ستكتمل الطلبات الجارية.",

  "journey.title": "مسار الحدث",
  "journey.received": "تم الاستلام",
  "journey.matched":
    "{count, plural, zero {لم تنطبق أي قاعدة} one {انطبقت قاعدة واحدة} two {انطبقت قاعدتان} few {انطبقت # قواعد} many {انطبقت # قاعدة} other {انطبقت # قاعدة}}",
  "journey.no-rule": "لم تنطبق أي قاعدة",
  "journey.no-rule.text":
    "عند استلامه، لم تكن هناك قاعدة نشطة للحدث <name>{event}</name> على المورد <name>{resource}</name>. يُحتفظ بالحدث، لكن القواعد التي تُنشأ لاحقًا لا تنطبق عليه. أعد إرساله بعد إنشاء قاعدة. <link>إنشاء قاعدة له</link>",

  "delivery.pending": "في انتظار المحاولة الأولى.",
  "delivery.processing": "تجري محاولة الآن.",
  "delivery.retrying":
    "{count, plural, zero {لم يُسلَّم بعد # محاولة.} one {لم يُسلَّم بعد محاولة واحدة.} two {لم يُسلَّم بعد محاولتين.} few {لم يُسلَّم بعد # محاولات.} many {لم يُسلَّم بعد # محاولة.} other {لم يُسلَّم بعد # محاولة.}}",
  "delivery.completed":
    "{count, plural, zero {تم التسليم بعد # محاولة.} one {تم التسليم بعد محاولة واحدة.} two {تم التسليم بعد محاولتين.} few {تم التسليم بعد # محاولات.} many {تم التسليم بعد # محاولة.} other {تم التسليم بعد # محاولة.}}",
  "delivery.failed":
    "{count, plural, zero {فشل نهائيًا بعد # محاولة.} one {فشل نهائيًا بعد محاولة واحدة.} two {فشل نهائيًا بعد محاولتين.} few {فشل نهائيًا بعد # محاولات.} many {فشل نهائيًا بعد # محاولة.} other {فشل نهائيًا بعد # محاولة.}}",
  "delivery.canceled":
    "{count, plural, zero {أُلغي بعد # محاولة؛ لن تُجرى محاولات أخرى.} one {أُلغي بعد محاولة واحدة؛ لن تُجرى محاولات أخرى.} two {أُلغي بعد محاولتين؛ لن تُجرى محاولات أخرى.} few {أُلغي بعد # محاولات؛ لن تُجرى محاولات أخرى.} many {أُلغي بعد # محاولة؛ لن تُجرى محاولات أخرى.} other {أُلغي بعد # محاولة؛ لن تُجرى محاولات أخرى.}}",
  "delivery.canceled-unattempted": "أُلغي قبل المحاولة الأولى.",
  "delivery.waiting": "في الانتظار لأن الاتصال غير نشط.",
  "delivery.next": "المحاولة التالية <countdown>خلال 4 ث</countdown>.",
  "delivery.connection-deleted": "حُذف الاتصال، لذلك لم يعد التسليم ممكنًا.",
  "delivery.rule-deleted": "حُذفت القاعدة؛ يُحتفظ بهذا التسليم للتوثيق.",
  "delivery.waiting.text": "سيُسلَّم حالما يصبح الاتصال نشطًا من جديد، ويفشل بعد 72 ساعة. <link>إصلاح الاتصال</link>",

  "retry.now": "إعادة المحاولة الآن",
  "retry.queued": "أُضيفت إعادة المحاولة إلى قائمة الانتظار. ستظهر النتيجة أدناه.",
  "retry.blocked.connection_deleted": "حُذف الاتصال",
  "retry.blocked.rule_deleted": "حُذفت القاعدة",
  "retry.blocked.connection_inactive": "الاتصال غير نشط",

  "cancel.open": "إلغاء",
  "cancel.question": "هل تريد إلغاء التسليم إلى «<name>{connection}</name>»؟",
  "cancel.text": "لن تُجرى محاولات أخرى. سيكتمل الطلب الجاري بالفعل. يمكنك إعادة المحاولة لاحقًا.",
  "cancel.confirm": "إلغاء هذا التسليم",
  "cancel.keep": "متابعة المحاولات",

  "attempts.label": "المحاولات، الأحدث أولًا",
  "attempts.failed": "تعذّر تحميل المحاولات",
  "attempts.none": "لم تُجرَ أي محاولة.",
  "attempts.none-yet": "لم تُجرَ أي محاولة بعد.",
  "attempt.number": "#{number, number}",
  "attempt.field": "الحقل \u2068{field}\u2069: \u2068{message}\u2069",
  "attempt.no-answer": "لا توجد استجابة",
  "attempt.details": "تفاصيل",
  "attempt.details.label": "تفاصيل المحاولة {number, number}",

  "payload.title": "المحتوى",
  "payload.failed": "تعذّر تحميل المحتوى",
  "payload.withheld.member": "يمكن للمسؤولين والمالكين فقط عرض محتوى الأحداث.",
  "payload.withheld.session": "ليس لهذه الجلسة إذن بقراءة محتوى الأحداث.",
} satisfies TranslationOf<typeof en>;
