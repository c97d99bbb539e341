import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/test-event.ts";

export default {
  close: "閉じる",
  intro: "ほかのイベントと同じように処理され、一致するルールによって実際に配信されます。",
  "field.event": "イベント",
  "field.resource": "リソース",
  "field.resource-id": "リソースID",
  "field.resource-id.none": "なし",
  "field.bound": "セッションによって設定されています",
  "field.payload": "ペイロード",
  "field.payload.hint": "JSONオブジェクト（最大{size}）",
  "field.payload.too-large": "{size}以下にしてください",
  "field.payload.not-object": "JSONオブジェクトにしてください",
  "field.payload.not-json": "JSONとして正しくありません：{reason}",
  send: "イベントを送信",
  sending: "送信中…",
  failed: "イベントは送信されませんでした。",
  received: "<name>{event}</name>を受信しました。<link>イベントを表示</link>",
} satisfies TranslationOf<typeof en>;
