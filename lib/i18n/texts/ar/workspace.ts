import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/workspace.ts";

export default {
  skip: "الانتقال إلى المحتوى",
  navigation: "مساحة العمل",

  "page.dashboard": "لوحة المعلومات",
  "page.connections": "الاتصالات",
  "page.newConnection": "اتصال جديد",
  "page.editConnection": "تعديل الاتصال",
  "page.mappings": "ربط حقول الاتصال",
  "page.rules": "القواعد",
  "page.newRule": "قاعدة جديدة",
  "page.editRule": "تعديل القاعدة",
  "page.events": "الأحداث",
  "page.event": "الحدث",

  "waiting.host": "في انتظار الصفحة المضيفة…",
  "waiting.session": "جارٍ تحميل مساحة العمل…",
  "waiting.failed": "تعذّر فتح مساحة العمل",

  "session.reconnecting": "جارٍ إعادة الاتصال…",
  "session.expired":
    "<strong>انتهت جلستك.</strong> لا يزال بإمكانك قراءة ما تم تحميله، لكنه لم يعد يُحدَّث ولا يمكن تغيير أي شيء. للمتابعة، يُرجى إعادة تحميل الصفحة التي تحتوي على مساحة العمل هذه. قد يلزم تسجيل الدخول هناك من جديد.",
  "session.revoked":
    "<strong>تم إنهاء وصولك إلى مساحة العمل هذه.</strong> لا يزال بإمكانك قراءة ما تم تحميله، لكنه لم يعد يُحدَّث ولا يمكن تغيير أي شيء. للمتابعة، يُرجى إعادة تحميل الصفحة التي تحتوي على مساحة العمل هذه. قد يلزم تسجيل الدخول هناك من جديد.",

  "parts.late": "لم يُحمَّل جزء من هذه الصفحة بعد. يُعاد طلبه حتى يكتمل تحميله، ويبقى ما كتبته كما هو.",
  "parts.outdated":
    "يتوفر إصدار أحدث من مساحة العمل هذه. يُرجى نسخ كل ما لم يُحفظ، ثم إعادة التحميل. إذا لم يستجب الزر، فيُرجى إعادة تحميل الصفحة التي تحتوي على مساحة العمل هذه.",
  "parts.reload": "إعادة التحميل",

  "sandbox.forms":
    "لا يمكن حفظ أي شيء هنا، لأن الصفحة المحيطة بمساحة العمل هذه تحظر النماذج. يحتاج عنصر iframe فيها إلى <code>allow-forms</code> في السمة sandbox.",
  "sandbox.scripts":
    "تحتاج مساحة العمل هذه إلى البرامج النصية. لمن يطوّر الصفحة المحيطة بها: يحتاج عنصر iframe فيها إلى <code>allow-scripts</code> و<code>allow-same-origin</code> في السمة sandbox.",

  "missing.title": "هذه الصفحة غير موجودة",
  "missing.description": "يُرجى اختيار إحدى الصفحات أعلاه.",

  "error.page": "توقفت هذه الصفحة عن العمل",
  "error.title": "حدث خطأ ما",
  "error.text": "قد تفيد إعادة المحاولة. وإلا فيُرجى إعادة تحميل الصفحة التي تحتوي على هذه الصفحة.",
  "error.retry": "إعادة المحاولة",
} satisfies TranslationOf<typeof en>;
