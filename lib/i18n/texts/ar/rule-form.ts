import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rule-form.ts";

export default {
  "title.new": "قاعدة جديدة",
  "title.edit": "تعديل القاعدة",
  loading: "جارٍ تحميل النموذج",
  broken: "<strong>لا يمكن أن تنجح عمليات التسليم لهذه القاعدة.</strong> {problem}",

  event: "عند وقوع هذا الحدث",
  "event.hint": "الاسم بدقة. تُقترح الأسماء التي سبق استقبالها.",
  resource: "على هذا المورد",
  "resource.hint": "يُترك فارغًا لأي مورد",
  "resource.placeholder": "أي مورد",
  id: "بهذا المعرّف",
  "id.hint": "يُترك فارغًا لأي معرّف",
  "id.placeholder": "أي معرّف",
  "session.hint": "محدّد من جلستك",

  connection: "إرساله إلى",
  "connection.fixed": "تحتفظ القاعدة باتصالها. لاستخدام اتصال آخر، أنشئ قاعدة أخرى.",
  "connection.option": "{name} ({destination})",
  "connection.inactive": "هذا الاتصال غير نشط: تنتظر عمليات التسليم حتى يعود نشطًا، لمدة أقصاها 72 ساعة.",
  action: "وتنفيذ هذا الإجراء",

  "account.items":
    "{items, select, campaigns {الحملات} channels {القنوات} groups {المجموعات} labels {التسميات} lists {القوائم} meetings {الاجتماعات} properties {الخصائص} segments {الشرائح} tags {الوسوم} templates {القوالب} webinars {الندوات عبر الإنترنت} other {{items}}}",
  "account.id":
    "{noun, select, audience {معرّف الجمهور} campaign {معرّف الحملة} channel {معرّف القناة} field {معرّف الحقل} group {معرّف المجموعة} label {معرّف التسمية} list {معرّف القائمة} meeting {معرّف الاجتماع} property {معرّف الخاصية} segment {معرّف الشريحة} tag {معرّف الوسم} template {معرّف القالب} webinar {معرّف الندوة} other {المعرّف ({noun})}}",
  "account.loading": "جارٍ تحميل {items}",
  "account.unread": "تعذّر تحميل {items}.",
  "account.unread.placeholder": "تعذّر تحميل {items}",
  "account.search": "البحث في {items}",
  "account.empty": "لا يوجد شيء بعد في {items} ضمن الحساب المرتبط.",
  "account.gone": "لم يعد ما اخترته موجودًا في الحساب. اختر غيره.",
  "account.gone.choice": "لم يعد في الحساب",
  "account.refresh": "تحديث {items}",
  "account.retry": "إعادة المحاولة",
  "account.list": "الاختيار من القائمة",
  "account.manual": "إدخال المعرّف يدويًا",
  "account.option.search": "بحث",

  insert: "إدراج قيمة<hidden> في {field}</hidden>",
  "insert.choose": "اختيار…",
  "preview.label": "معاينة {field}",
  "preview.event": "مع الحدث الذي استُقبل <time></time>",
  "preview.missing": "غير موجود في محتوى هذا الحدث: {paths}",
  "preview.long": "أطول من أن يُعرض",
  "preview.choose": "لا توجد معاينة: اختر الحدث أولًا.",
  "preview.none": "لا توجد معاينة: لم يُستقبل أي حدث <name>{event}</name> بعد.",
  "preview.forbidden": "لا توجد معاينة: لا تملك هذه الجلسة إذن قراءة محتوى الأحداث.",

  "problem.empty": "لا يمكن أن يكون فارغًا",
  "problem.choice": "اختر واحدًا",
  "problem.format": "تنسيق غير صالح",
  "problem.resource": "يتطلب معرّف المورد تحديد المورد الذي ينتمي إليه",
  "problem.connection": "اختر اتصالًا",
  "problem.action": "اختر إجراءً",

  create: "إنشاء القاعدة",
  "create.failed": "لم تُنشأ القاعدة.",
  save: "حفظ القاعدة",
  "save.failed": "لم تُحفظ القاعدة.",
  saving: "جارٍ الحفظ…",
  back: "العودة إلى القواعد",
} satisfies TranslationOf<typeof en>;
