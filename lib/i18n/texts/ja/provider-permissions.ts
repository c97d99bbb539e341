import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-permissions.ts";

export default {
  "aweber.account.read":
    "権限「account.read」が許可されていません。許可がないと、次のことができません：アカウントの識別",
  "aweber.list.read":
    "権限「list.read」が許可されていません。許可がないと、次のことができません：リストの選択とカスタム項目のマッピング",
  "aweber.subscriber.read":
    "権限「subscriber.read」が許可されていません。許可がないと、次のことができません：購読者のカスタム項目の内容の保持",
  "aweber.subscriber.write":
    "権限「subscriber.write」が許可されていません。許可がないと、次のことができません：リストへの購読者の追加と削除",
  "discord.bot":
    "権限「bot」が許可されていません。許可がないと、次のことができません：メッセージの送信（ボットがサーバーに参加します）",
  "discord.identify":
    "権限「identify」が許可されていません。許可がないと、次のことができません：サーバーを接続した人の確認",
  "hubspot.oauth": "権限「oauth」が許可されていません。許可がないと、次のことができません：接続そのもの",
  "hubspot.crm.objects.contacts.read":
    "権限「crm.objects.contacts.read」が許可されていません。許可がないと、次のことができません：連絡先の検索",
  "hubspot.crm.objects.contacts.write":
    "権限「crm.objects.contacts.write」が許可されていません。許可がないと、次のことができません：連絡先の作成と更新",
  "hubspot.crm.lists.read":
    "権限「crm.lists.read」が許可されていません。許可がないと、次のことができません：リストの選択",
  "hubspot.crm.lists.write":
    "権限「crm.lists.write」が許可されていません。許可がないと、次のことができません：リストへの連絡先の追加と削除",
  "hubspot.crm.schemas.contacts.read":
    "権限「crm.schemas.contacts.read」が許可されていません。許可がないと、次のことができません：項目のマッピングとプロパティの選択",
  "intercom.Read-and-list-users-and-companies":
    "権限「Read and list users and companies」が許可されていません。許可がないと、次のことができません：連絡先の検索とその項目のマッピング",
  "intercom.Write-users-and-companies":
    "権限「Write users and companies」が許可されていません。許可がないと、次のことができません：連絡先の作成と更新",
  "intercom.Read-tags": "権限「Read tags」が許可されていません。許可がないと、次のことができません：タグの選択",
  "intercom.Write-tags": "権限「Write tags」が許可されていません。許可がないと、次のことができません：タグの追加と削除",
  "pipedrive.base": "権限「base」が許可されていません。許可がないと、次のことができません：アカウントの識別",
  "pipedrive.contacts-full":
    "権限「contacts:full」が許可されていません。許可がないと、次のことができません：人物の検索、作成、更新",
  "salesforce.api":
    "権限「api」が許可されていません。許可がないと、次のことができません：連絡先とキャンペーンの読み取りと書き込み",
  "salesforce.refresh_token":
    "権限「refresh_token」が許可されていません。許可がないと、次のことができません：接続の維持",
  "salesforce.openid": "権限「openid」が許可されていません。許可がないと、次のことができません：アカウントの識別",
  "slack.chat-write": "権限「chat:write」が許可されていません。許可がないと、次のことができません：メッセージの送信",
  "slack.chat-write.public":
    "権限「chat:write.public」が許可されていません。許可がないと、次のことができません：アプリが参加していないパブリックチャンネルへのメッセージの送信",
  "slack.channels-read":
    "権限「channels:read」が許可されていません。許可がないと、次のことができません：パブリックチャンネルからの選択",
  "slack.groups-read":
    "権限「groups:read」が許可されていません。許可がないと、次のことができません：アプリが招待されたプライベートチャンネルからの選択",
  "zoom.user-read-user":
    "権限「user:read:user」が許可されていません。許可がないと、次のことができません：アカウントの識別",
  "zoom.meeting-read-list_meetings":
    "権限「meeting:read:list_meetings」が許可されていません。許可がないと、次のことができません：ミーティングからの選択",
  "zoom.meeting-read-meeting":
    "権限「meeting:read:meeting」が許可されていません。許可がないと、次のことができません：ミーティングが登録を受け付けているかどうかの確認",
  "zoom.meeting-write-registrant":
    "権限「meeting:write:registrant」が許可されていません。許可がないと、次のことができません：ミーティングへの人物の登録",
  "zoom.webinar-read-list_webinars":
    "権限「webinar:read:list_webinars」が許可されていません。許可がないと、次のことができません：ウェビナーからの選択",
  "zoom.webinar-write-registrant":
    "権限「webinar:write:registrant」が許可されていません。許可がないと、次のことができません：ウェビナーへの人物の登録",
} satisfies TranslationOf<typeof en>;
