import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/event.ts";

export default {
  title: "イベント",
  loading: "イベントを読み込み中",
  failed: "このイベントを読み込めませんでした",

  "summary.label": "概要",
  "summary.sentence": "{parts}。",
  "summary.none": "一致するルールがなかったため、どこにも送信されていません。",
  "summary.done": "配信{total, number}件中{done, number}件が完了",
  "summary.processing": "{count, number}件が処理中",
  "summary.pending": "{count, number}件がまもなく開始",
  "summary.retrying": "{count, number}件が再試行待ち",
  "summary.failed": "{count, number}件が失敗",
  "summary.canceled": "{count, number}件が取り消し済み",

  "fact.id": "ID",
  "fact.resource": "リソース",
  "fact.received": "受信日時",
  "fact.sender": "送信元",

  "cancel-event.open": "イベントの取り消し",
  "cancel-event.question": "{count, plural, other {このイベントの未完了の配信#件を取り消しますか？}}",
  "cancel-event.text":
    "どの接続についても、これ以上の試行は行われません。実行中のリクエストは最後まで処理されます。各配信は後で再試行できます。",
  "cancel-event.confirm": "{count, plural, other {配信を取り消し}}",
  "cancel-event.keep": "試行を続行",
  "cancel-event.done": "これ以上の試行は行われません。実行中のリクエストは最後まで処理されます。",

  "journey.title": "処理の流れ",
  "journey.received": "受信",
  "journey.matched": "{count, plural, other {#件のルールに一致}}",
  "journey.no-rule": "一致するルールなし",
  "journey.no-rule.text":
    "受信した時点で、<name>{resource}</name>の<name>{event}</name>に対する有効なルールがありませんでした。イベントは保存されていますが、後から作成したルールは適用されません。ルールを作成してから、もう一度送信してください。<link>このイベントのルールを作成</link>",

  "delivery.pending": "最初の試行を待っています。",
  "delivery.processing": "試行を実行しています。",
  "delivery.retrying": "{count, plural, other {#回試行しましたが、まだ配信されていません。}}",
  "delivery.completed": "{count, plural, other {#回の試行で配信されました。}}",
  "delivery.failed": "{count, plural, other {#回試行しましたが、配信できませんでした。}}",
  "delivery.canceled": "{count, plural, other {#回の試行後に取り消されました。これ以上の試行は行われません。}}",
  "delivery.canceled-unattempted": "最初の試行の前に取り消されました。",
  "delivery.waiting": "接続が停止中のため、待機しています。",
  "delivery.next": "次の試行：<countdown>4秒後</countdown>",
  "delivery.connection-deleted": "接続が削除されたため、配信できなくなりました。",
  "delivery.rule-deleted": "ルールは削除されました。この配信は記録として残されています。",
  "delivery.waiting.text":
    "接続が再び有効になると、すぐに配信されます。72時間を過ぎると失敗になります。<link>接続を修復</link>",

  "retry.now": "今すぐ再試行",
  "retry.queued": "再試行を受け付けました。結果は下に表示されます。",
  "retry.blocked.connection_deleted": "接続は削除されました",
  "retry.blocked.rule_deleted": "ルールは削除されました",
  "retry.blocked.connection_inactive": "接続は停止中です",

  "cancel.open": "取り消し",
  "cancel.question": "「<name>{connection}</name>」への配信を取り消しますか？",
  "cancel.text": "これ以上の試行は行われません。実行中のリクエストは最後まで処理されます。後で再試行できます。",
  "cancel.confirm": "この配信を取り消し",
  "cancel.keep": "試行を続行",

  "attempts.label": "試行（新しい順）",
  "attempts.failed": "試行を読み込めませんでした",
  "attempts.none": "試行は行われませんでした。",
  "attempts.none-yet": "試行はまだ行われていません。",
  "attempt.number": "#{number, number}",
  "attempt.field": "項目「{field}」：{message}",
  "attempt.no-answer": "応答なし",
  "attempt.details": "詳細",
  "attempt.details.label": "試行{number, number}の詳細",

  "payload.title": "ペイロード",
  "payload.failed": "ペイロードを読み込めませんでした",
  "payload.withheld.member": "イベントのペイロードを表示できるのは、管理者とオーナーのみです。",
  "payload.withheld.session": "このセッションには、イベントのペイロードを読み取る権限がありません。",
} satisfies TranslationOf<typeof en>;
