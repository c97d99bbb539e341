import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/attempt.ts";

export default {
  "progress.not_sent": "لم يُرسَل قطعًا: لم يصل إلى الوجهة شيء من هذا الطلب.",
  "progress.sent": "أُرسل ولم يُجَب عنه: ربما نفّذته الوجهة.",
  "progress.answered": "أُرسل وتلقّى استجابة.",

  "timing.label": "توزيع الوقت",
  "timing.dns": "DNS",
  "timing.connect": "الاتصال",
  "timing.tls": "TLS",
  "timing.first-byte": "أول بايت",
  "timing.rest": "الباقي",
  "timing.total": "الإجمالي",
  "timing.reused": "استُخدم اتصال مفتوح، فلم يلزم بحث في DNS ولا فتح اتصال جديد.",
  "timing.last": "استغرقت المحاولة {duration} إجمالًا، وهذا آخر طلب فيها.",

  "details.failed": "تعذّر تحميل التفاصيل",
  "details.no-request": "لم تُجرِ هذه المحاولة أي طلب، فلا شيء لعرضه.",
  "details.not-kept": "لم يُحفظ طلب هذه المحاولة ولا استجابتها.",
} satisfies TranslationOf<typeof en>;
