import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorized.ts";

export default {
  window: "ربط حساب",
  checking: "جارٍ التحقق من النتيجة…",

  "completed.title": "تم الربط مع <bdi>{account}</bdi>",
  "completed.again": "تمت إعادة الربط مع <bdi>{account}</bdi>",
  "completed.text": "{provider} جاهز للاستخدام، ومساحة العمل محدَّثة بالفعل.",
  "confirming.title": "هذا حساب مختلف",
  "confirming.text":
    "تم اختيار {chosen, select, known {<bdi>{account}</bdi>} other {حساب آخر}}، لكن الاتصال يخص {owner, select, known {<bdi>{previous}</bdi>} other {حسابًا آخر}}. يُرجى العودة إلى مساحة العمل لاتخاذ القرار؛ وحتى ذلك الحين لن يتغير شيء.",
  "failed.title": "لم يتم ربط {provider}",
  "failed.text": "يُرجى العودة إلى مساحة العمل والبدء من جديد.",
  "canceled.title": "تم الإلغاء",
  "canceled.text": "تم الإلغاء في مساحة العمل. يُرجى العودة إليها.",
  "expired.title": "انتهت المهلة",
  "expired.text": "كان الرابط صالحًا لساعة واحدة. يُرجى العودة إلى مساحة العمل والبدء من جديد.",
  "unfinished.title": "لم يكتمل هذا بعد",
  "unfinished.text": "يُرجى العودة إلى مساحة العمل والمتابعة هناك: سيُفتح {provider} من جديد.",
  "nothing.title": "لا يوجد ما يُستكمل هنا",
  "nothing.text": "يُرجى البدء من جديد في مساحة العمل.",

  warnings: "لم تُمنح بعض الأذونات:",
  close: "إغلاق هذه النافذة",
  "close.hint": "إذا بقيت مفتوحة، فيُرجى إغلاقها يدويًا.",
} satisfies TranslationOf<typeof en>;
