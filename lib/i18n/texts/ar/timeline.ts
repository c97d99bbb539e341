import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/timeline.ts";

export default {
  title: "المخطط الزمني",
  compressed: "فترات الانتظار الطويلة مُختصرة في الرسم.",
  attempt: "المحاولة {number, number} في {time}: {outcome}، {duration}",

  "wait.first": "بدأت بعد {duration} من استلام الحدث",
  "wait.schedule": "انتظار مجدول مدته {duration}",
  "wait.retry-after": "انتظار مدته {duration} بطلب من الوجهة",
  "wait.manual": "إعادة محاولة يدوية بعد {duration}",
  "wait.bulk": "إعادة محاولة جماعية بعد {duration}",

  "next.schedule": "تُعاد المحاولة <countdown>خلال 4 ث</countdown> وفق الجدول.",
  "next.retry-after": "تُعاد المحاولة <countdown>خلال 4 ث</countdown>: طلبت الوجهة الانتظار {duration}.",
  "next.queue":
    "{ahead, plural, =0 {التالي في دور اتصاله.} zero {لا تسليم قبله.} one {يسبقه تسليم واحد.} two {يسبقه تسليمان.} few {تسبقه # تسليمات.} many {يسبقه # تسليمًا.} other {يسبقه # تسليم.}}",
  "next.queue-many": "يسبقه ما لا يقل عن {ahead, number} تسليم.",
  "next.expected": "وبوتيرة الوجهة يُتوقع نحو {time}.",
} satisfies TranslationOf<typeof en>;
