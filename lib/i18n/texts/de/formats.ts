import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/formats.ts";

export default {
  "time.unknown": "unbekannte Zeit",
  "time.now": "gerade eben",
  "duration.milliseconds": "{count, number} ms",
  "duration.seconds": "{count, number} s",
  "duration.minutes": "{count, number} Min.",
  "duration.hours": "{count, number} Std.",
  "duration.days": "{count, number} T.",
  "duration.two": "{first} {second}",
  "bytes.plain": "{count, number} B",
  "bytes.kib": "{count, number} KiB",
  "bytes.mib": "{count, number} MiB",
} satisfies TranslationOf<typeof en>;
