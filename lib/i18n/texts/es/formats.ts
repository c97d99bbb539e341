import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/formats.ts";

export default {
  "time.unknown": "hora desconocida",
  "time.now": "ahora mismo",
  "duration.milliseconds": "{count, number} ms",
  "duration.seconds": "{count, number} s",
  "duration.minutes": "{count, number} min",
  "duration.hours": "{count, number} h",
  "duration.days": "{count, number} d",
  "duration.two": "{first} {second}",
  "bytes.plain": "{count, number} B",
  "bytes.kib": "{count, number} KiB",
  "bytes.mib": "{count, number} MiB",
} satisfies TranslationOf<typeof en>;
