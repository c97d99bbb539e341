import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connect.ts";

export default {
  title: "اتصال جديد",
  "title.named": "ربط {name}",
  "title.created": "تم إنشاء الاتصال",
  unavailable: "هذه الوجهة غير متاحة.",
  "see-all": "عرض جميع الوجهات",
  create: "إنشاء الاتصال",
  "created.note": "تم ربط <strong>{name}</strong>. أنشئ قاعدة لإرسال الأحداث إليه.",
  "created.note.account": "تم ربط <strong>{name}</strong> بالحساب \u2068{account}\u2069. أنشئ قاعدة لإرسال الأحداث إليه.",
  "created.rule": "إنشاء قاعدة",
  "created.done": "تم",
  "secret.title": "سر التوقيع",
  "secret.copy": "نسخ السر",
  "secret.once": "لا يُعرض إلا مرة واحدة. احفظه حيث يمكن لجهة الاستقبال قراءته.",
  "secret.headers":
    "يحمل كل طلب <code>webhook-id</code> و<code>webhook-timestamp</code> و<code>webhook-signature</code> وفقًا لمواصفة Standard Webhooks. وباستخدام إحدى مكتباتها يتم التحقق باستدعاء واحد:",
  "secret.body": "النص كما استُلم تمامًا، قبل أي تحليل.",
  "secret.reject":
    "ارفض الطلبات التي لا تجتاز التحقق، واحتفظ بسجل لقيم webhook-id؛ فعملية التسليم المكررة تحمل القيمة نفسها.",
} satisfies TranslationOf<typeof en>;
