import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/timeline.ts";

export default {
  title: "タイムライン",
  compressed: "長い待ち時間は短縮して表示しています。",
  attempt: "{time}の試行{number, number}：{outcome}、{duration}",

  "wait.first": "イベントの受信から{duration}後に開始",
  "wait.schedule": "予定どおり{duration}待機",
  "wait.retry-after": "送信先の指定により{duration}待機",
  "wait.manual": "{duration}後に手動で再試行",
  "wait.bulk": "{duration}後に一括で再試行",

  "next.schedule": "予定による再試行：<countdown>4秒後</countdown>",
  "next.retry-after": "再試行：<countdown>4秒後</countdown>（送信先が{duration}の待機を指定）",
  "next.queue": "{ahead, plural, =0 {この接続で次に配信されます。} other {先に#件の配信があります。}}",
  "next.queue-many": "先に少なくとも{ahead, number}件の配信があります。",
  "next.expected": "送信先のペースでは{time}頃の見込みです。",
} satisfies TranslationOf<typeof en>;
