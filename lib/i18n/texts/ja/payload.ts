import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/payload.ts";

export default {
  search: "ペイロード内を検索",
  "search.found": "{count, plural, =0 {一致する値はありません。} other {#件の値が一致しました。}}",
  "search.many": "{count, number}件を超える値が一致しました。最初の分を表示しています。",
  raw: "元のテキスト",
  "raw.whole": "すべて表示（{size}）",

  "leaf.copy-path": "パスをコピー",
  "leaf.copy-value": "値をコピー",
  "leaf.filter": "この値を持つイベントを探す",
} satisfies TranslationOf<typeof en>;
