import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorized.ts";

export default {
  window: "アカウントの接続",
  checking: "結果を確認しています…",

  "completed.title": "<bdi>{account}</bdi>に接続しました",
  "completed.again": "<bdi>{account}</bdi>に再接続しました",
  "completed.text": "{provider}を使用できます。ワークスペースはすでに最新の状態です。",
  "confirming.title": "別のアカウントです",
  "confirming.text":
    "選択されたのは{chosen, select, known {<bdi>{account}</bdi>} other {別のアカウント}}ですが、この接続は{owner, select, known {<bdi>{previous}</bdi>} other {別のアカウント}}のものです。ワークスペースに戻って、どちらを使うか決めてください。それまでは何も変わりません。",
  "failed.title": "{provider}に接続できませんでした",
  "failed.text": "ワークスペースに戻って、最初からやり直してください。",
  "canceled.title": "取り消されました",
  "canceled.text": "ワークスペースで取り消されました。ワークスペースに戻ってください。",
  "expired.title": "時間切れです",
  "expired.text": "リンクの有効期間は1時間でした。ワークスペースに戻って、最初からやり直してください。",
  "unfinished.title": "まだ完了していません",
  "unfinished.text": "ワークスペースに戻って続けてください。{provider}がもう一度開きます。",
  "nothing.title": "ここで完了する操作はありません",
  "nothing.text": "ワークスペースで最初からやり直してください。",

  warnings: "許可されなかった権限があります：",
  close: "ウィンドウを閉じる",
  "close.hint": "閉じない場合は、手動で閉じてください。",
} satisfies TranslationOf<typeof en>;
