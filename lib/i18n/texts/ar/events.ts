import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/events.ts";

export default {
  title: "الأحداث",
  description: "ما جرى استلامه وأين جرى تسليمه.",

  "test.open": "إرسال حدث تجريبي",
  "test.title": "إرسال حدث تجريبي",

  "filter.label": "تصفية الأحداث",
  "filter.status": "الحالة",
  "filter.status.delivery": "حالة التسليم",
  "filter.status.any": "الكل",
  "filter.event": "الحدث",
  "filter.resource": "المورد",
  "filter.resource-id": "معرّف المورد",
  "filter.received": "وقت الاستلام",
  "filter.received.any": "أي وقت",
  "filter.received.1h": "آخر ساعة",
  "filter.received.24h": "آخر 24 ساعة",
  "filter.received.7d": "آخر 7 أيام",
  "filter.received.30d": "آخر 30 يومًا",
  "filter.connection": "الاتصال",
  "filter.connection.any": "الكل",
  "filter.event-id": "معرّف الحدث",

  "retry-all.open": "إعادة محاولة الكل…",
  "retry-all.title": "إعادة محاولة الكل",
  "retry-all.close": "إغلاق",

  "list.caption": "الأحداث",
  "list.new":
    "{count, plural, zero {لا أحداث جديدة} one {حدث جديد واحد} two {حدثان جديدان} few {# أحداث جديدة} many {# حدثًا جديدًا} other {# حدث جديد}}",
  "list.more-failed": "تعذّر تحميل المزيد من الأحداث.",

  "empty.title": "لا توجد أحداث بعد",
  "empty.text": "تظهر أحداث منتجك هنا خلال ثوانٍ، مع كل عمليات تسليمها.",
  "empty-filtered.title": "لا يوجد حدث يطابق عوامل التصفية هذه",
  "empty-filtered.text": "يجب أن تتطابق أسماء الأحداث والموارد والمعرّفات تمامًا، بما في ذلك الأحرف الكبيرة.",
  "empty-filtered.clear": "مسح عوامل التصفية",
} satisfies TranslationOf<typeof en>;
