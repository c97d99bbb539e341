import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorization.ts";

export default {
  start: "ربط {name}",
  "start.again": "إعادة المحاولة",
  "start.hint": "يُفتح {name} في نافذة جديدة. تسجيل الدخول والموافقة على الوصول يتمّان هناك، وليس هنا أبدًا.",
  "allows.title": "ما سيطلب {name} السماح به",
  "allows.hint": "فقط ما تحتاج إليه القواعد لتنفيذ هذه الإجراءات ولعرض الخيارات المتاحة:",
  "allows.action": "<strong>{action}</strong><soft>: {description}</soft>",
  "form.title": "الاتصال",
  reconnect: "إعادة ربط {name}",
  "reconnect.hint": "سجّل الدخول بالحساب المرتبط حاليًا. تبقى القواعد وربط الحقول كما هي.",
  "reconnect.hint.account": "سجّل الدخول باسم <strong>{account}</strong>. تبقى القواعد وربط الحقول كما هي.",
  "reconnect.unavailable": "{name} غير متاح على هذا الخادم في الوقت الحالي. تواصل مع مشغّل الخادم.",
  reconnected: "<strong>تمت إعادة ربط {name}</strong>. يجري الآن إرسال عمليات التسليم المنتظرة.",
  "reconnected.account":
    "<strong>تمت إعادة ربط {name}</strong> بالحساب \u2068{account}\u2069. يجري الآن إرسال عمليات التسليم المنتظرة.",
  "reconnected.done": "تم",
  "waiting.finish": "في انتظار إتمام تسجيل الدخول في {name}",
  "waiting.open": "في انتظار فتح {name}",
  "waiting.hint":
    "سجّل الدخول إلى {name} في النافذة التي فُتحت ووافق على الوصول. تتابع هذه الصفحة بعد ذلك تلقائيًا. إذا أغلقت النافذة، فتابع من حيث توقفت.",
  "waiting.hint.reloaded":
    "سجّل الدخول إلى {name} في النافذة التي فُتحت ووافق على الوصول. تتابع هذه الصفحة بعد ذلك تلقائيًا. إذا أغلقت النافذة، فابدأ من جديد، إذ أُعيد تحميل هذه الصفحة في أثناء ذلك.",
  continue: "متابعة",
  cancel: "إلغاء",
  restart: "البدء من جديد",
  "blocked.note": "إذا لم تظهر أي نافذة، فقد حظرها متصفحك. افتحها بنفسك؛ وتتابع هذه الصفحة بعد ذلك تلقائيًا.",
  "blocked.open": "فتح {name}",
  "blocked.copy": "نسخ الرابط",
  "blocked.frame":
    "إذا لم يفتح الرابط شيئًا أيضًا، فالصفحة المحيطة بهذه الصفحة تحظر النوافذ الجديدة: انسخ الرابط وافتحه في علامة تبويب أخرى في هذا المتصفح. وإذا كنت تطوّر تلك الصفحة، فإن إطار iframe فيها يحتاج إلى <code>allow-popups allow-popups-to-escape-sandbox</code> في السمة sandbox.",
  "confirm.title": "هذا حساب {name} مختلف",
  "confirm.accounts":
    "يستخدم الاتصال <strong>{hasBefore, select, yes {{before}} other {حسابًا آخر}}</strong>. وقد سجّلت الدخول للتو إلى <strong>{hasNow, select, yes {{now}} other {الحساب الذي اخترته}}</strong>.",
  "confirm.effect":
    "عند الاستبدال تبقى القواعد وربط الحقول كما هي. ويجب أن يكون كل ما تشير إليه، مثل قائمة أو قناة، موجودًا في الحساب الجديد أيضًا.",
  "confirm.replace": "استبدال",
  "confirm.keep": "الإبقاء على الحساب الحالي",
  "ended.canceled": "تم الإلغاء. لم يتغير شيء.",
  "ended.expired": "لم يكتمل تسجيل الدخول في {name} في الوقت المحدد. لم يتغير شيء. ابدأ من جديد.",
  "ended.failed": "<strong>لم يتم ربط {name}.</strong> لم يتغير شيء.",
  "unfinished.note": "لم يكتمل الربط مع {name} بعد.",
  "unfinished.confirm": "أعاد {name} حسابًا غير الحساب السابق. يُرجى تحديد الحساب المطلوب استخدامه.",
} satisfies TranslationOf<typeof en>;
