import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/formats.ts";

export default {
  "time.unknown": "時刻不明",
  "time.now": "たった今",
  "duration.milliseconds": "{count, number}ミリ秒",
  "duration.seconds": "{count, number}秒",
  "duration.minutes": "{count, number}分",
  "duration.hours": "{count, number}時間",
  "duration.days": "{count, number}日",
  "duration.two": "{first}{second}",
  "bytes.plain": "{count, number} B",
  "bytes.kib": "{count, number} KiB",
  "bytes.mib": "{count, number} MiB",
} satisfies TranslationOf<typeof en>;
