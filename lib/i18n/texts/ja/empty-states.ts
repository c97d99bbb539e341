import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/empty-states.ts";

export default {
  "connections.title": "接続はまだありません",
  "connections.what":
    "接続とは、イベントの配信先のことです。以下のサービスのアカウント、またはWebhookのURLを指定します。",
  "connections.connect": "送信先を接続",
  "connections.ask": "送信先の接続は、ワークスペースの管理者が行えます。",

  "forbidden.connections.create": "現在のロールでは接続を作成できません",
  "forbidden.connections.edit": "現在のロールでは接続を編集できません",
  "forbidden.rules.create": "現在のロールではルールを作成できません",
  "forbidden.rules.edit": "現在のロールではルールを編集できません",
  "forbidden.mappings.view": "現在のロールではマッピングを表示できません",
  "forbidden.ask": "ワークスペースの管理者に、操作の代行またはロールの変更を依頼してください。",
} satisfies TranslationOf<typeof en>;
