import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/formats.ts";

export default {
  "time.unknown": "heure inconnue",
  "time.now": "à l’instant",
  "duration.milliseconds": "{count, number} ms",
  "duration.seconds": "{count, number} s",
  "duration.minutes": "{count, number} min",
  "duration.hours": "{count, number} h",
  "duration.days": "{count, number} j",
  "duration.two": "{first} {second}",
  "bytes.plain": "{count, number} o",
  "bytes.kib": "{count, number} Kio",
  "bytes.mib": "{count, number} Mio",
} satisfies TranslationOf<typeof en>;
