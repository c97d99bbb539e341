import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/test-event.ts";

export default {
  close: "إغلاق",
  intro: "يُعامَل مثل أي حدث آخر: تسلّمه القواعد المطابقة له فعليًا.",
  "field.event": "الحدث",
  "field.resource": "المورد",
  "field.resource-id": "معرّف المورد",
  "field.resource-id.none": "لا يوجد",
  "field.bound": "محدَّد من جلستك",
  "field.payload": "المحتوى",
  "field.payload.hint": "كائن JSON بحجم {size} على الأكثر",
  "field.payload.too-large": "{size} على الأكثر",
  "field.payload.not-object": "يجب أن يكون كائن JSON",
  "field.payload.not-json": "صيغة JSON غير صالحة: \u2068{reason}\u2069",
  send: "إرسال الحدث",
  sending: "جارٍ الإرسال…",
  failed: "لم يُرسَل الحدث.",
  received: "تم استلام <name>{event}</name>. <link>عرض الحدث</link>",
} satisfies TranslationOf<typeof en>;
