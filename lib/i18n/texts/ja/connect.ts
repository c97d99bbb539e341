import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connect.ts";

export default {
  title: "新しい接続",
  "title.named": "{name}に接続",
  "title.created": "接続を作成しました",
  unavailable: "この送信先は利用できません。",
  "see-all": "すべての送信先を表示",
  create: "接続を作成",
  "created.note": "<strong>{name}</strong>を接続しました。イベントを送信するには、ルールを作成してください。",
  "created.note.account":
    "<strong>{name}</strong>を{account}に接続しました。イベントを送信するには、ルールを作成してください。",
  "created.rule": "ルールを作成",
  "created.done": "完了",
  "secret.title": "署名シークレット",
  "secret.copy": "シークレットをコピー",
  "secret.once": "一度しか表示されません。受信側が読み取れる場所に保管してください。",
  "secret.headers":
    "Standard Webhooksの仕様に従い、すべてのリクエストに<code>webhook-id</code>、<code>webhook-timestamp</code>、<code>webhook-signature</code>が付きます。仕様に対応したライブラリを使えば、一度の呼び出しで検証できます：",
  "secret.body": "受信したままの、解析前のボディ。",
  "secret.reject":
    "検証に失敗したリクエストは拒否し、webhook-idを記録してください。再送された配信には同じwebhook-idが付きます。",
} satisfies TranslationOf<typeof en>;
