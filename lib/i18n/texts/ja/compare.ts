import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/compare.ts";

export default {
  choose: "リクエストの比較対象",
  none: "なし",
  attempt: "試行{number, number}",
  label: "試行{from, number}から試行{to, number}への変更点",
  same: "2つのリクエストは同じです。",
  "too-different": "共通部分が少なすぎるため、行ごとに比較できません。",
  skipped: "{count, plural, other {変更のない#行}}",
  failed: "比較対象の試行を読み込めませんでした",
} satisfies TranslationOf<typeof en>;
