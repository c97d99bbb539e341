import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/workspace.ts";

export default {
  skip: "コンテンツへ移動",
  navigation: "ワークスペース",

  "page.dashboard": "ダッシュボード",
  "page.connections": "接続",
  "page.newConnection": "新しい接続",
  "page.editConnection": "接続の編集",
  "page.mappings": "接続のマッピング",
  "page.rules": "ルール",
  "page.newRule": "新しいルール",
  "page.editRule": "ルールの編集",
  "page.events": "イベント",
  "page.event": "イベントの詳細",

  "waiting.host": "ホストページを待っています…",
  "waiting.session": "ワークスペースを読み込んでいます…",
  "waiting.failed": "ワークスペースを開けませんでした",

  "session.reconnecting": "再接続しています…",
  "session.expired":
    "<strong>セッションが終了しました。</strong>読み込み済みの内容は引き続き閲覧できますが、更新も変更もされません。続けるには、このワークスペースを含むページを再読み込みしてください。そのページで再度サインインが必要な場合があります。",
  "session.revoked":
    "<strong>このワークスペースへのアクセスは終了しました。</strong>読み込み済みの内容は引き続き閲覧できますが、更新も変更もされません。続けるには、このワークスペースを含むページを再読み込みしてください。そのページで再度サインインが必要な場合があります。",

  "parts.late":
    "このページの一部がまだ読み込まれていません。読み込まれるまで再取得を続けます。入力した内容は保持されます。",
  "parts.outdated":
    "このワークスペースの新しいバージョンがあります。保存していない内容をコピーしてから、再読み込みしてください。ボタンを押しても何も起こらない場合は、このワークスペースを含むページを再読み込みしてください。",
  "parts.reload": "再読み込み",

  "sandbox.forms":
    "このワークスペースを含むページがフォームをブロックしているため、ここでは何も保存できません。iframeのsandbox属性に<code>allow-forms</code>が必要です。",
  "sandbox.scripts":
    "このワークスペースにはスクリプトが必要です。埋め込み元のページを開発している場合は、iframeのsandbox属性に<code>allow-scripts</code>と<code>allow-same-origin</code>を指定してください。",

  "missing.title": "このページは存在しません",
  "missing.description": "上のページから選んでください。",

  "error.page": "このページは動作を停止しました",
  "error.title": "問題が発生しました",
  "error.text":
    "再試行すると解決することがあります。解決しない場合は、このページを含むページを再読み込みしてください。",
  "error.retry": "再試行",
} satisfies TranslationOf<typeof en>;
