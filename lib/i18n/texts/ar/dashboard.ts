import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "لوحة المعلومات",
  description: "ما يحتاج إلى انتباه، وكيف يسير التسليم.",
  loading: "جارٍ تحميل لوحة المعلومات",

  "attention.title": "يحتاج إلى انتباه",
  "attention.connections":
    "{count, plural, zero {لا اتصالات} one {اتصال واحد} two {اتصالان} few {# اتصالات} many {# اتصالًا} other {# اتصال}}",
  "attention.rules":
    "{count, plural, zero {لا قواعد} one {قاعدة واحدة} two {قاعدتان} few {# قواعد} many {# قاعدة} other {# قاعدة}}",
  "attention.none":
    "<strong>لا شيء يحتاج إلى انتباه.</strong> <soft>جميع الاتصالات نشطة، ولم يفشل شيء خلال {range, select, hour {آخر ساعة} day {آخر 24 ساعة} week {آخر 7 أيام} month {آخر 30 يومًا} other {الفترة المختارة}}.</soft>",
  "attention.inactive": "<strong>غير نشط.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>غير نشط.</strong> {what} {todo} تُرسل عمليات التسليم المنتظرة فور عودة الاتصال إلى نشاطه.",
  "attention.failed":
    "{failed, plural, zero {لم يفشل أي تسليم} one {فشل تسليم واحد} two {فشل تسليمان} few {فشلت # عمليات تسليم} many {فشلت # عملية تسليم} other {فشلت # عملية تسليم}} خلال {range, select, hour {آخر ساعة} day {آخر 24 ساعة} week {آخر 7 أيام} month {آخر 30 يومًا} other {الفترة المختارة}}",
  "attention.retrying":
    "{retrying, plural, zero {لن تُعاد محاولة أي تسليم} one {ستُعاد محاولة تسليم واحد} two {ستُعاد محاولة تسليمين} few {ستُعاد محاولة # عمليات تسليم} many {ستُعاد محاولة # عملية تسليم} other {ستُعاد محاولة # عملية تسليم}} من {range, select, hour {آخر ساعة} day {آخر 24 ساعة} week {آخر 7 أيام} month {آخر 30 يومًا} other {الفترة المختارة}}",
  "attention.failedAndRetrying":
    "خلال {range, select, hour {آخر ساعة} day {آخر 24 ساعة} week {آخر 7 أيام} month {آخر 30 يومًا} other {الفترة المختارة}}: {failed, plural, zero {لم يفشل أي تسليم} one {فشل تسليم واحد} two {فشل تسليمان} few {فشلت # عمليات تسليم} many {فشلت # عملية تسليم} other {فشلت # عملية تسليم}}، و{retrying, plural, zero {لن تُعاد محاولة أي تسليم} one {ستُعاد محاولة تسليم واحد} two {ستُعاد محاولة تسليمين} few {ستُعاد محاولة # عمليات تسليم} many {ستُعاد محاولة # عملية تسليم} other {ستُعاد محاولة # عملية تسليم}}",
  "attention.lastError": "آخر خطأ: <bdi>{error}</bdi>",
  "attention.failedEvents": "عرض الأحداث الفاشلة",
  "attention.retryingEvents": "عرض الأحداث قيد إعادة المحاولة",
  "attention.reconnect": "إعادة الربط",
  "attention.fixConnection": "إصلاح الاتصال",
  "attention.brokenRule": "القاعدة الخاصة بالحدث <bdi>{event}</bdi>",
  "attention.brokenRule.text":
    "<strong>بها خلل.</strong> تشير القاعدة إلى شيء لم يعد موجودًا، لذلك تفشل جميع عمليات تسليمها. يُرجى تعديل القاعدة أو حذفها.",
  "attention.fixRule": "إصلاح القاعدة",

  "setup.title": "إعداد التسليم",
  "setup.progress": "اكتمل {done, number} من {total, number}",
  "setup.done": "(مكتمل)",
  "setup.open": "(لم يكتمل بعد)",
  "setup.administrator": "يتولى ذلك أحد المسؤولين",
  "setup.connect.title": "ربط وجهة",
  "setup.connect.text": "اختيار مكان تسليم الأحداث، مثل عنوان URL من نوع Webhook.",
  "setup.connect.action": "ربط",
  "setup.rule.title": "إنشاء قاعدة",
  "setup.rule.text": "اختيار الأحداث التي تذهب إلى كل وجهة.",
  "setup.rule.action": "إنشاء قاعدة",
  "setup.test.title": "إرسال حدث تجريبي",
  "setup.test.text": "تتبّع حدث من وصوله إلى تسليمه.",
  "setup.test.action": "إرسال حدث تجريبي",

  "metrics.title":
    "{range, select, hour {آخر ساعة} day {آخر 24 ساعة} week {آخر 7 أيام} month {آخر 30 يومًا} other {الفترة المختارة}}",
  "metrics.events": "الأحداث",
  "metrics.delivered": "تم التسليم",
  "metrics.failed": "فشل",
  "metrics.retrying": "ستُعاد المحاولة",
  "metrics.loading": "جارٍ التحميل",
  "metrics.before":
    "{share} في {range, select, hour {الساعة السابقة} day {اليوم السابق} week {الأيام السبعة السابقة} month {الأيام الثلاثين السابقة} other {الفترة السابقة}}",
  "metrics.nothingBefore": "لا بيانات سابقة للمقارنة",
  "metrics.notKept": "لم تعد أرقام الفترة السابقة محفوظة.",
  "metrics.more":
    "أكثر من {range, select, hour {الساعة السابقة} day {اليوم السابق} week {الأيام السبعة السابقة} month {الأيام الثلاثين السابقة} other {الفترة السابقة}} بمقدار {count, number}",
  "metrics.fewer":
    "أقل من {range, select, hour {الساعة السابقة} day {اليوم السابق} week {الأيام السبعة السابقة} month {الأيام الثلاثين السابقة} other {الفترة السابقة}} بمقدار {count, number}",
  "metrics.same":
    "مثل {range, select, hour {الساعة السابقة} day {اليوم السابق} week {الأيام السبعة السابقة} month {الأيام الثلاثين السابقة} other {الفترة السابقة}}",

  "range.label": "الفترة",
  "range.1h": "ساعة",
  "range.24h": "24 ساعة",
  "range.7d": "7 أيام",
  "range.30d": "30 يومًا",
  "range.own": "مخصّصة…",
  "activity.title": "الأحداث عبر الزمن",
  "activity.none": "لا أحداث في هذه الفترة.",
  "activity.delivered": "تم تسليمها",
  "activity.underway": "قيد التنفيذ",
  "activity.failed": "فاشلة",
  "activity.canceled": "ملغاة",
  "activity.unmatched": "بلا قاعدة",
  "activity.total": "الكل",
  "activity.from": "من",
  "activity.table": "عرض كجدول",
  "activity.bar": "{time}: {parts}",
  "activity.part.delivered": "{count, number} تم تسليمها",
  "activity.part.underway": "{count, number} قيد التنفيذ",
  "activity.part.failed": "{count, number} فاشلة",
  "activity.part.canceled": "{count, number} ملغاة",
  "activity.part.unmatched": "{count, number} بلا قاعدة",
  "activity.latency": "وصل نصف عمليات التسليم خلال {median}، و95% منها خلال {most}.",
  "pipeline.title": "من الحدث إلى التسليم",
  "pipeline.received": "المستلَمة",
  "pipeline.matched": "انطبقت عليها قاعدة",
  "pipeline.unmatched":
    "{count, plural, zero {لا أحداث بلا قاعدة منطبقة} one {حدث واحد لم تنطبق عليه أي قاعدة} two {حدثان لم تنطبق عليهما أي قاعدة} few {# أحداث لم تنطبق عليها أي قاعدة} many {# حدثًا لم تنطبق عليها أي قاعدة} other {# حدث لم تنطبق عليها أي قاعدة}}",
  "pipeline.failed":
    "{count, plural, zero {لم يفشل أي حدث} one {فشل حدث واحد} two {فشل حدثان} few {فشلت # أحداث} many {فشل # حدثًا} other {فشل # حدث}}",
  "pipeline.canceled":
    "{count, plural, zero {لم يُلغَ أي حدث} one {أُلغي حدث واحد} two {أُلغي حدثان} few {أُلغيت # أحداث} many {أُلغي # حدثًا} other {أُلغي # حدث}}",
  "pipeline.underway":
    "{count, plural, zero {لا أحداث قيد التنفيذ} one {حدث واحد قيد التنفيذ} two {حدثان قيد التنفيذ} few {# أحداث قيد التنفيذ} many {# حدثًا قيد التنفيذ} other {# حدث قيد التنفيذ}}",
  "pipeline.newest": "من أحدث {count, number}:",
  "pipeline.others": "أخرى: {count, number}",
  "by-connection.title": "حسب الاتصال",
  "by-connection.connection": "الاتصال",
  "by-connection.deliveries": "عمليات التسليم",
  "by-connection.delivered": "تم تسليمها",
  "by-connection.failed": "فاشلة",
  "by-connection.retrying": "ستُعاد المحاولة",
  "by-connection.latency": "95% خلال",
  "by-connection.deleted": "(محذوف)",
  "by-connection.hours": "24 ساعة",
  "by-connection.last-delivered": "آخر تسليم: <time></time>",
  "by-connection.last-failed": "آخر فشل: <time></time>، <bdi>{error}</bdi>",

  "latest.title": "أحدث الأحداث",
  "latest.all": "جميع الأحداث",
  "latest.none.title": "لا توجد أحداث بعد",
  "latest.none.text": "تظهر الأحداث هنا فور استلام أولها.",
} satisfies TranslationOf<typeof en>;
