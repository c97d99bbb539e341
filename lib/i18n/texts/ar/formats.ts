import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/formats.ts";

export default {
  "time.unknown": "وقت غير معروف",
  "time.now": "الآن",
  "duration.milliseconds": "{count, number} مللي ثانية",
  "duration.seconds": "{count, number} ث",
  "duration.minutes": "{count, number} د",
  "duration.hours": "{count, number} س",
  "duration.days": "{count, number} ي",
  "duration.two": "{first} {second}",
  "bytes.plain": "{count, number} بايت",
  "bytes.kib": "{count, number} كيبيبايت",
  "bytes.mib": "{count, number} ميبيبايت",
} satisfies TranslationOf<typeof en>;
