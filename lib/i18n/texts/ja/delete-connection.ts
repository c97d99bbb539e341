import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/delete-connection.ts";

export default {
  question: "「{name}」を削除しますか？",
  effect: "今後は何も配信されず、待機中の配信は取り消されます。この操作は元に戻せません。",
  waiting: "{count, plural, other {この接続へのイベント#件が、まだ待機中または再試行中です。}}",
  "waiting.more": "{count, plural, other {この接続への#件を超えるイベントが、まだ待機中または再試行中です。}}",
  rules: "{count, plural, other {次の#件のルールも削除されます：}}",
  "rules.more": "{count, plural, other {ほか#件のルール}}",
  "rules.failed": "この接続を使うルールを読み込めませんでした。",
  confirm: "接続を削除",
  "confirm.rules": "{count, plural, other {接続とルール#件を削除}}",
  "disconnect.question": "「{name}」の接続を解除しますか？",
  "disconnect.access": "{name}アカウントへのアクセス権は取り消されます。",
  "disconnect.confirm": "接続解除",
  "disconnect.confirm.rules": "{count, plural, other {接続を解除し、ルール#件を削除}}",
  "done.revoked": "{name}の接続を解除し、アクセス権を取り消しました。",
  "done.kept":
    "{name}の接続を解除しました。同じアカウントを別の接続が使っている可能性があるため、アクセス権は残されています。",
  "done.failed":
    "こちらでは{name}の接続を解除しましたが、{name}に通知できませんでした。アクセス権を取り消すには、{name}の設定からもアプリを削除してください。",
  "done.unsupported":
    "こちらでは{name}の接続を解除しましたが、{name}はアクセス権の取り消しに対応していません。取り消すには、{name}の設定からアプリを削除してください。",
  "done.close": "閉じる",
} satisfies TranslationOf<typeof en>;
