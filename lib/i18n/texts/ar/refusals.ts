import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/refusals.ts";

export default {
  "retry.409": "لم تُعَد المحاولة: نجح هذا التسليم من قبل.",
  "retry.422": "لم تُعَد المحاولة: القاعدة أو اتصالها غير موجود أو غير نشط.",
  "retry.425": "لم تُعَد المحاولة: توجد محاولة جارية أو على وشك البدء.",
  "cancel.409": "لم يُلغَ: انتهى هذا التسليم من قبل.",
  "cancel-event.409": "لم يُلغَ: انتهت كل عمليات تسليم هذا الحدث من قبل.",
} satisfies TranslationOf<typeof en>;
