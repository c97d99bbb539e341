import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/common.ts";

export default {
  "page.dashboard": "ダッシュボード",
  "page.connections": "接続",
  "page.rules": "ルール",
  "page.events": "イベント",

  "status.pending": "待機中",
  "status.processing": "処理中",
  "status.retrying": "再試行待ち",
  "status.completed": "完了",
  "status.failed": "失敗",
  "status.canceled": "取り消し済み",
  "status.unmatched": "ルールなし",

  "hours.label": "直近24時間：配信済み{delivered, number}件、処理中{underway, number}件、失敗{failed, number}件",

  "outcome.delivered": "配信済み",
  "outcome.rejected_client_error": "送信先がリクエストを拒否しました",
  "outcome.rejected_server_error": "送信先で内部エラーが発生しました",
  "outcome.rate_limited": "送信先から送信頻度を下げるよう求められました",
  "outcome.auth_failed": "送信先が認証情報を受け付けませんでした",
  "outcome.timeout": "送信先が時間内に応答しませんでした",
  "outcome.network_error": "送信先に接続できませんでした",
  "outcome.mapping_error": "イベントを送信先に必要な形式に変換できませんでした",
  "outcome.internal_error": "こちら側で問題が発生しました",
  "outcome.invalid_request": "送信先がリクエストを処理できませんでした",
  "outcome.validation_failed": "送信先がデータを受け付けませんでした",
  "outcome.destination_not_found": "送信先で送信対象が見つかりませんでした",
  "outcome.destination_conflict": "送信先にすでにあるデータと競合しています",
  "outcome.destination_gone": "送信先によると、対象は完全に削除されています",
  "outcome.destination_timeout": "送信先での処理に時間がかかりすぎました",
  "outcome.payload_too_large": "イベントが送信先の上限サイズを超えています",

  "problem.inactive": "接続が停止しています",
  "trigger.scheduled": "自動",
  "trigger.manual": "手動で再試行",
  "trigger.bulk": "一括で再試行",

  "inactive.authentication_invalid.what":
    "送信先が認証情報を受け付けなくなったか、アドレスが存在しないと応答しています。",
  "inactive.authentication_invalid.todo": "アドレスと認証情報を確認して、接続を保存してください。",
  "inactive.oauth_authorization_revoked.what": "接続したアカウントでアクセスが取り消されました。",
  "inactive.oauth_authorization_revoked.todo": "アカウントを再接続してください。",
  "inactive.oauth_reauthorization_required.what": "接続したアカウントで再度のサインインが必要です。",
  "inactive.oauth_reauthorization_required.todo": "アカウントを再接続してください。",
  "inactive.manually_inactivated.what": "接続が手動で一時停止されたか、エンドポイントが「410 Gone」と応答しました。",
  "inactive.manually_inactivated.todo": "再開するか、別のURLで保存してください。",

  "rule.when":
    "{scope, select, resource {<name>{resource}</name>で} id {<name>任意のリソース</name> / <name>{id}</name>で} both {<name>{resource}</name> / <name>{id}</name>で} other {}}<name>{event}</name>が発生したら <arrow>送信先：</arrow>",

  "events.status": "ステータス",
  "events.event": "イベント",
  "events.resource": "リソース",
  "events.delivered": "配信済み",
  "events.delivered.share": "{delivered, number}/{total, number}<hidden>件を配信済み</hidden>",
  "events.received": "受信",
  "event.copy-id": "イベントIDをコピー",
  "payload.copy": "ペイロードをコピー",

  "loading.events": "イベントを読み込み中",
  "loading.latest-events": "最新のイベントを読み込み中",
  "loading.connections": "接続を読み込み中",
  "loading.rules": "ルールを読み込み中",

  "table.shown": "最初の{count, number}件を表示",
  "table.more": "さらに読み込む",
  "table.loading-more": "さらに読み込み中…",

  "error.title": "読み込めませんでした",
  "error.network": "サーバーに接続できませんでした。ネットワーク接続を確認して、もう一度お試しください。",
  "error.invalid-response": "サーバーから、このページで処理できない応答が返されました。",
  "error.session-ended": "セッションが終了しました。このワークスペースが表示されているページを再読み込みしてください。",
  "error.session-refused":
    "セッションが無効になりました。このワークスペースが表示されているページを再読み込みしてください。",
  "error.forbidden": "現在のロールではこの操作を行えません。ワークスペースの管理者にお問い合わせください。",
  "error.not-found": "すでに存在しないか、別のワークスペースに属しています。",
  "error.too-large": "サイズが大きすぎるため送信できません。",
  "error.too-many-requests": "短時間にリクエストが集中しました。数秒待ってから、もう一度お試しください。",
  "error.server": "サーバーで問題が発生しました。もう一度試すと解決することがあります。",
  "error.unavailable": "サービスは一時的に利用できません。しばらくしてからもう一度お試しください。",
  "error.unexpected": "このページで予期しない問題が発生しました。",
  "error.request": "リクエストID <code>{id}</code>",
  "action.retry": "再試行",
  stale: "最新の状態を読み込めなかったため、表示内容が古い可能性があります。再試行しています。",

  "confirm.keep": "そのままにする",
  "countdown.left": "{duration}後",
  "countdown.over": "まもなく",

  "field.optional": "（任意）",
  "field.empty": "入力してください",
  "field.too-long": "{max, plural, other {#文字以内で入力してください}}",

  "filter.any": "すべて",

  "combobox.show": "{what}を表示",
  "combobox.searching": "ほかの{what}を検索中",
  "combobox.none": "{what}がありません",
  "combobox.no-match": "{count, plural, other {#件の{what}に一致するものがありません}}",
  "combobox.cut": "{what}：{total, number}件中{shown, number}件を表示しています。入力すると絞り込めます。",
  "combobox.count": "{count, plural, other {{what}：#件}}",

  "json.items": "{count, plural, other {#個の要素}}",
  "json.keys": "{count, plural, other {#個のキー}}",
  "json.more": "{count, plural, other {さらに#件を表示}}",
} satisfies TranslationOf<typeof en>;
