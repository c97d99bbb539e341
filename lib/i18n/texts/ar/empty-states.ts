import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/empty-states.ts";

export default {
  "connections.title": "لا توجد اتصالات بعد",
  "connections.what": "الاتصال هو المكان الذي تُسلَّم إليه الأحداث: حساب لدى إحدى هذه الخدمات، أو عنوان URL خاص بـ Webhook.",
  "connections.connect": "ربط وجهة",
  "connections.ask": "يمكن لأحد مسؤولي مساحة العمل ربط وجهة.",

  "forbidden.connections.create": "دورك لا يسمح بإنشاء الاتصالات",
  "forbidden.connections.edit": "دورك لا يسمح بتعديل الاتصالات",
  "forbidden.rules.create": "دورك لا يسمح بإنشاء القواعد",
  "forbidden.rules.edit": "دورك لا يسمح بتعديل القواعد",
  "forbidden.mappings.view": "دورك لا يسمح بعرض ربط الحقول",
  "forbidden.ask": "اطلب من أحد مسؤولي مساحة العمل أن يتولى ذلك أو أن يغيّر دورك.",
} satisfies TranslationOf<typeof en>;
