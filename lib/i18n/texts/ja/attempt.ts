import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/attempt.ts";

export default {
  "progress.not_sent": "送信されていません。このリクエストは送信先にまったく届いていません。",
  "progress.sent": "送信されましたが、応答がありません。送信先で処理された可能性があります。",
  "progress.answered": "送信され、応答がありました。",

  "timing.label": "所要時間の内訳",
  "timing.dns": "DNS",
  "timing.connect": "接続",
  "timing.tls": "TLS",
  "timing.first-byte": "最初のバイト",
  "timing.rest": "残り",
  "timing.total": "合計",
  "timing.reused": "既存の接続が使われたため、DNSと接続の処理はありません。",
  "timing.last": "試行全体の所要時間は{duration}です。ここに示すのは最後のリクエストです。",

  "details.failed": "詳細を読み込めませんでした",
  "details.no-request": "この試行ではリクエストが行われなかったため、表示する内容はありません。",
  "details.not-kept": "この試行のリクエストとレスポンスは保存されていません。",
} satisfies TranslationOf<typeof en>;
