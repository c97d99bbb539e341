import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/exchange.ts";

export default {
  request: "リクエスト",
  "request.curl": "cURLとしてコピー",
  "request.curl.without-body": "本文なしでcURLとしてコピー",
  "request.headers": "リクエストヘッダー（{count, plural, other {#件}}）",
  "request.body": "リクエスト本文",
  "request.body.empty": "リクエスト本文：空",
  "request.body.copy": "リクエスト本文をコピー",
  "request.body.copy-kept": "リクエスト本文の保存された部分をコピー",
  response: "レスポンス",
  "response.none": "レスポンスがありませんでした",
  "response.headers": "レスポンスヘッダー（{count, plural, other {#件}}）",
  "response.body": "レスポンス本文",
  "response.body.empty": "レスポンス本文：空",
  "response.body.copy": "レスポンス本文をコピー",
  "response.body.copy-kept": "レスポンス本文の保存された部分をコピー",
  withheld:
    "イベントのペイロードを表示する権限がないため、本文、URL全体、ほとんどのヘッダーは非表示になっています。ペイロードの内容が含まれる可能性があるためです。ワークスペースの管理者にお問い合わせください。",
  cut: "本文が{size}を超えていたため、先頭部分のみ保存されています。",
  masked: "シークレットと認証情報は伏せ字になっています。",
  "masked.curl": "cURLコマンドでは変数に置き換えられます：{names}。",
} satisfies TranslationOf<typeof en>;
