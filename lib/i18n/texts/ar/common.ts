import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/common.ts";

export default {
  "page.dashboard": "لوحة المعلومات",
  "page.connections": "الاتصالات",
  "page.rules": "القواعد",
  "page.events": "الأحداث",

  "status.pending": "قيد الانتظار",
  "status.processing": "قيد المعالجة",
  "status.retrying": "ستُعاد المحاولة",
  "status.completed": "مكتمل",
  "status.failed": "فشل",
  "status.canceled": "مُلغى",
  "status.unmatched": "بلا قاعدة",

  "hours.label": "آخر 24 ساعة: {delivered, number} تم تسليمها، {underway, number} قيد التنفيذ، {failed, number} فاشلة",

  "outcome.delivered": "تم التسليم",
  "outcome.rejected_client_error": "رفضت الوجهة الطلب",
  "outcome.rejected_server_error": "حدث خطأ داخلي لدى الوجهة",
  "outcome.rate_limited": "طلبت الوجهة إبطاء الإرسال",
  "outcome.auth_failed": "لم تقبل الوجهة بيانات الاعتماد",
  "outcome.timeout": "لم تستجب الوجهة في الوقت المحدد",
  "outcome.network_error": "تعذّر الوصول إلى الوجهة",
  "outcome.mapping_error": "تعذّر تحويل الحدث إلى التنسيق الذي تحتاج إليه الوجهة",
  "outcome.internal_error": "حدث خطأ من جانبنا",
  "outcome.invalid_request": "لم تتمكن الوجهة من استخدام الطلب",
  "outcome.validation_failed": "لم تقبل الوجهة البيانات",
  "outcome.destination_not_found": "لم تعثر الوجهة على العنصر المُرسَل إليه",
  "outcome.destination_conflict": "تتعارض البيانات مع ما هو موجود لدى الوجهة",
  "outcome.destination_gone": "تفيد الوجهة بأن هذا لم يعد موجودًا نهائيًا",
  "outcome.destination_timeout": "استغرقت المعالجة لدى الوجهة وقتًا أطول من اللازم",
  "outcome.payload_too_large": "الحدث أكبر مما تقبله الوجهة",

  "problem.inactive": "الاتصال غير نشط",
  "trigger.scheduled": "تلقائي",
  "trigger.manual": "إعادة محاولة يدوية",
  "trigger.bulk": "إعادة محاولة جماعية",

  "inactive.authentication_invalid.what": "لم تعد الوجهة تقبل بيانات الاعتماد، أو تفيد بأن العنوان لم يعد موجودًا.",
  "inactive.authentication_invalid.todo": "تحقّق من العنوان وبيانات الاعتماد، ثم احفظ الاتصال.",
  "inactive.oauth_authorization_revoked.what": "أُلغي الوصول من الحساب المرتبط.",
  "inactive.oauth_authorization_revoked.todo": "أعد ربط الحساب.",
  "inactive.oauth_reauthorization_required.what": "يتطلب الحساب المرتبط تسجيل دخول جديدًا.",
  "inactive.oauth_reauthorization_required.todo": "أعد ربط الحساب.",
  "inactive.manually_inactivated.what": "أوقف شخصٌ ما الاتصال مؤقتًا، أو استجابت نقطة النهاية الخاصة به برمز «410 Gone».",
  "inactive.manually_inactivated.todo": "استأنف الاتصال، أو احفظه بعنوان URL مختلف.",

  "rule.when":
    "عند وقوع <name>{event}</name> {scope, select, resource {على <name>{resource}</name> } id {على <name>أي مورد</name> / <name>{id}</name> } both {على <name>{resource}</name> / <name>{id}</name> } other {}}<arrow>الإرسال إلى</arrow>",

  "events.status": "الحالة",
  "events.event": "الحدث",
  "events.resource": "المورد",
  "events.delivered": "تم تسليمه",
  "events.delivered.share": "{delivered, number}/{total, number}<hidden> تم تسليمها</hidden>",
  "events.received": "الاستلام",
  "event.copy-id": "نسخ معرّف الحدث",
  "payload.copy": "نسخ المحتوى",

  "loading.events": "جارٍ تحميل الأحداث",
  "loading.latest-events": "جارٍ تحميل أحدث الأحداث",
  "loading.connections": "جارٍ تحميل الاتصالات",
  "loading.rules": "جارٍ تحميل القواعد",

  "table.shown": "عدد المعروض من البداية: {count, number}",
  "table.more": "تحميل المزيد",
  "table.loading-more": "جارٍ تحميل المزيد…",

  "error.title": "تعذّر التحميل",
  "error.network": "تعذّر الوصول إلى الخادم. تحقّق من اتصالك بالإنترنت ثم حاول مرة أخرى.",
  "error.invalid-response": "أرسل الخادم استجابة لا تفهمها هذه الصفحة.",
  "error.session-ended": "انتهت جلستك. أعد تحميل الصفحة التي تحتوي على مساحة العمل هذه.",
  "error.session-refused": "لم تعد جلستك مقبولة. أعد تحميل الصفحة التي تحتوي على مساحة العمل هذه.",
  "error.forbidden": "دورك لا يسمح بذلك. تواصل مع أحد مسؤولي مساحة العمل.",
  "error.not-found": "لم يعد موجودًا، أو أنه يخص مساحة عمل أخرى.",
  "error.too-large": "الحجم أكبر من أن يُرسَل.",
  "error.too-many-requests": "طلبات كثيرة في وقت قصير. انتظر بضع ثوانٍ ثم حاول مرة أخرى.",
  "error.server": "حدث خطأ في الخادم. قد تفيد إعادة المحاولة.",
  "error.unavailable": "الخدمة غير متاحة مؤقتًا. حاول مرة أخرى بعد قليل.",
  "error.unexpected": "حدث خطأ غير متوقع في هذه الصفحة.",
  "error.request": "معرّف الطلب <code>{id}</code>",
  "action.retry": "إعادة المحاولة",
  stale: "تعذّر تحميل أحدث حالة، لذا قد يكون المعروض قديمًا. تجري إعادة المحاولة.",

  "confirm.keep": "الإبقاء عليه",
  "countdown.left": "خلال {duration}",
  "countdown.over": "في أي لحظة",

  "field.optional": "(اختياري)",
  "field.empty": "يجب ألا يكون فارغًا",
  "field.too-long":
    "الحد الأقصى {max, plural, zero {# حرف} one {حرف واحد} two {حرفان} few {# أحرف} many {# حرفًا} other {# حرف}}",

  "filter.any": "الكل",

  "combobox.show": "عرض {what}",
  "combobox.searching": "جارٍ البحث عن المزيد من {what}",
  "combobox.none": "لا توجد عناصر ({what})",
  "combobox.no-match":
    "{count, plural, zero {لا نتائج ({what})} one {لا نتائج مطابقة ({what})} two {لا نتائج مطابقة من بين عنصرين ({what})} few {لا نتائج مطابقة من بين # عناصر ({what})} many {لا نتائج مطابقة من بين # عنصرًا ({what})} other {لا نتائج مطابقة من بين # عنصر ({what})}}",
  "combobox.cut": "المعروض {shown, number} من أصل {total, number} ({what}). اكتب لتضييق القائمة.",
  "combobox.count":
    "{count, plural, zero {لا عناصر ({what})} one {عنصر واحد ({what})} two {عنصران ({what})} few {# عناصر ({what})} many {# عنصرًا ({what})} other {# عنصر ({what})}}",

  "json.items":
    "{count, plural, zero {لا عناصر} one {عنصر واحد} two {عنصران} few {# عناصر} many {# عنصرًا} other {# عنصر}}",
  "json.keys":
    "{count, plural, zero {لا مفاتيح} one {مفتاح واحد} two {مفتاحان} few {# مفاتيح} many {# مفتاحًا} other {# مفتاح}}",
  "json.more":
    "{count, plural, zero {لا مزيد من العناصر} one {عرض عنصر آخر} two {عرض عنصرين آخرين} few {عرض # عناصر أخرى} many {عرض # عنصرًا آخر} other {عرض # عنصر آخر}}",
} satisfies TranslationOf<typeof en>;
