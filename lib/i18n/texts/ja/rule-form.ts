import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rule-form.ts";

export default {
  "title.new": "新しいルール",
  "title.edit": "ルールの編集",
  loading: "フォームを読み込んでいます",
  broken: "<strong>このルールの配信は成功しません。</strong>{problem}",

  event: "このイベントが発生したら",
  "event.hint": "正確な名前を入力してください。受信したことのある名前が候補に表示されます。",
  resource: "対象のリソース",
  "resource.hint": "空欄にすると、すべてのリソースが対象になります",
  "resource.placeholder": "すべて",
  id: "リソースのID",
  "id.hint": "空欄にすると、すべてのIDが対象になります",
  "id.placeholder": "すべて",
  "session.hint": "セッションで決められています",

  connection: "送信先",
  "connection.fixed": "ルールの接続は変更できません。別の接続には、別のルールを作成してください。",
  "connection.option": "{name}（{destination}）",
  "connection.inactive": "この接続は停止中です。配信は、接続が再開されるまで最長72時間待機します。",
  action: "実行するアクション",

  "account.items":
    "{items, select, campaigns {キャンペーン} channels {チャンネル} groups {グループ} labels {ラベル} lists {リスト} meetings {ミーティング} properties {プロパティ} segments {セグメント} tags {タグ} templates {テンプレート} webinars {ウェビナー} other {{items}}}",
  "account.id":
    "{noun, select, audience {オーディエンスのID} campaign {キャンペーンのID} channel {チャンネルのID} field {項目のID} group {グループのID} label {ラベルのID} list {リストのID} meeting {ミーティングのID} property {プロパティのID} segment {セグメントのID} tag {タグのID} template {テンプレートのID} webinar {ウェビナーのID} other {ID（{noun}）}}",
  "account.loading": "{items}を読み込んでいます",
  "account.unread": "{items}を読み込めませんでした。",
  "account.unread.placeholder": "{items}を読み込めませんでした",
  "account.search": "{items}を検索",
  "account.empty": "接続中のアカウントに{items}はまだありません。",
  "account.gone": "選択したものはアカウントに存在しなくなりました。別のものを選択してください。",
  "account.gone.choice": "アカウントに存在しません",
  "account.refresh": "{items}を更新",
  "account.retry": "再試行",
  "account.list": "一覧から選択",
  "account.manual": "IDを直接入力",
  "account.option.search": "検索",

  insert: "<hidden>{field}に</hidden>値を挿入",
  "insert.choose": "選択…",
  "preview.label": "{field}のプレビュー",
  "preview.event": "<time></time>に受信したイベントの場合",
  "preview.missing": "このイベントのペイロードにありません：{paths}",
  "preview.long": "長すぎるため表示できません",
  "preview.choose": "プレビューするには、先にイベントを選択してください。",
  "preview.none": "プレビューできません。イベント<name>{event}</name>はまだ受信されていません。",
  "preview.forbidden": "プレビューできません。このセッションには、イベントのペイロードを読む権限がありません。",

  "problem.empty": "入力してください",
  "problem.choice": "選択してください",
  "problem.format": "形式が正しくありません",
  "problem.resource": "リソースのIDには、そのリソースも必要です",
  "problem.connection": "接続を選択してください",
  "problem.action": "アクションを選択してください",

  create: "ルールを作成",
  "create.failed": "ルールは作成されませんでした。",
  save: "ルールを保存",
  "save.failed": "ルールは保存されませんでした。",
  saving: "保存中…",
  back: "ルールに戻る",
} satisfies TranslationOf<typeof en>;
