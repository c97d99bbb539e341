import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorization.ts";

export default {
  start: "{name}に接続",
  "start.again": "再試行",
  "start.hint":
    "{name}が新しいウィンドウで開きます。サインインとアクセスの許可はそのウィンドウで行い、この画面で行うことはありません。",
  "allows.title": "{name}で許可を求められる内容",
  "allows.hint": "ルールが次のアクションを行うため、また選択肢を表示するために必要なものだけです：",
  "allows.action": "<strong>{action}</strong><soft>：{description}</soft>",
  "form.title": "接続",
  reconnect: "{name}に再接続",
  "reconnect.hint": "接続済みのアカウントでサインインしてください。ルールとマッピングは変わりません。",
  "reconnect.hint.account":
    "<strong>{account}</strong>としてサインインしてください。ルールとマッピングは変わりません。",
  "reconnect.unavailable": "現在、このサーバーでは{name}を利用できません。サーバーの運営者にお問い合わせください。",
  reconnected: "<strong>{name}に再接続しました</strong>。待機中の配信を送信しています。",
  "reconnected.account": "<strong>{name}に再接続しました</strong>（{account}）。待機中の配信を送信しています。",
  "reconnected.done": "完了",
  "waiting.finish": "{name}での手続きを待っています",
  "waiting.open": "{name}が開かれるのを待っています",
  "waiting.hint":
    "開いたウィンドウで{name}にサインインし、アクセスを許可してください。その後、この画面は自動的に先へ進みます。ウィンドウを閉じた場合は、中断したところから続けられます。",
  "waiting.hint.reloaded":
    "開いたウィンドウで{name}にサインインし、アクセスを許可してください。その後、この画面は自動的に先へ進みます。ウィンドウを閉じた場合は、最初からやり直してください。この画面が途中で再読み込みされたためです。",
  continue: "続行",
  cancel: "キャンセル",
  restart: "最初からやり直す",
  "blocked.note":
    "ウィンドウが表示されない場合は、ブラウザーにブロックされています。ご自身で開いてください。その後、この画面は自動的に先へ進みます。",
  "blocked.open": "{name}を開く",
  "blocked.copy": "リンクをコピー",
  "blocked.frame":
    "リンクを押しても何も起こらない場合は、この画面を埋め込んでいるページが新しいウィンドウをブロックしています。リンクをコピーして、このブラウザーの別のタブで開いてください。そのページを開発している場合は、iframeのsandbox属性に<code>allow-popups allow-popups-to-escape-sandbox</code>が必要です。",
  "confirm.title": "別の{name}アカウントです",
  "confirm.accounts":
    "この接続は<strong>{hasBefore, select, yes {{before}} other {別のアカウント}}</strong>を使っています。今サインインしたのは<strong>{hasNow, select, yes {{now}} other {選択したアカウント}}</strong>です。",
  "confirm.effect":
    "置き換えても、ルールとマッピングは変わりません。リストやチャンネルなど、それらが参照するものは、新しいアカウントにも存在している必要があります。",
  "confirm.replace": "置き換える",
  "confirm.keep": "現在のアカウントを使う",
  "ended.canceled": "キャンセルしました。何も変更されていません。",
  "ended.expired":
    "{name}でのサインインが時間内に完了しませんでした。何も変更されていません。最初からやり直してください。",
  "ended.failed": "<strong>{name}に接続できませんでした。</strong>何も変更されていません。",
  "unfinished.note": "{name}への接続はまだ完了していません。",
  "unfinished.confirm": "{name}から以前とは別のアカウントが返されました。どちらを使うか選んでください。",
} satisfies TranslationOf<typeof en>;
