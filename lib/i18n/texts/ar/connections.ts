import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connections.ts";

export default {
  title: "الاتصالات",
  description: "الوجهات التي تُسلَّم إليها الأحداث.",
  new: "اتصال جديد",
  "new.description": "اختر الوجهة التي ينبغي تسليم الأحداث إليها.",
  "column.name": "الاسم",
  "column.type": "النوع",
  "column.place": "الحساب أو المضيف",
  "column.health": "الحالة",
  "column.updated": "آخر تحديث",
  "column.actions": "الإجراءات",
  "health.active": "نشط",
  "health.warnings":
    "{count, plural, zero {لا تحذيرات} one {تحذير واحد} two {تحذيران} few {# تحذيرات} many {# تحذيرًا} other {# تحذير}}",
  "health.inactive": "غير نشط",
  "health.inactive.why": "غير نشط<hidden>: {why}</hidden>",
  "action.edit": "تعديل",
  "action.edit.label": "تعديل {name}",
  "action.pause": "إيقاف مؤقت",
  "action.pause.label": "إيقاف {name} مؤقتًا",
  "action.resume": "استئناف",
  "action.resume.label": "استئناف {name}",
  "action.reconnect": "إعادة الربط",
  "action.reconnect.label": "إعادة ربط {name}",
  "action.delete": "حذف",
  "action.delete.label": "حذف {name}",
  "catalog.title": "الوجهات المتاحة",
  "catalog.loading": "جارٍ تحميل الوجهات",
  "catalog.none": "لا توجد وجهات متاحة على هذا الخادم",
  "catalog.search": "البحث عن وجهة",
  "catalog.search.example": "البحث بالاسم أو الغرض",
  "catalog.found":
    "{count, plural, zero {لم يُعثر على أي وجهة} one {عُثر على وجهة واحدة} two {عُثر على وجهتين} few {عُثر على # وجهات} many {عُثر على # وجهة} other {عُثر على # وجهة}}",
  "catalog.connected":
    "{count, plural, zero {لا اتصالات} one {اتصال واحد} two {اتصالان} few {# اتصالات} many {# اتصالًا} other {# اتصال}}",
  "catalog.nothing": "لا توجد وجهة تطابق «\u2068{search}\u2069»",
  "catalog.nothing.hint": "يمكن لـ Webhook الوصول إلى أي خدمة تقبل طلبات HTTP.",
  "catalog.show-all": "عرض الكل",
} satisfies TranslationOf<typeof en>;
