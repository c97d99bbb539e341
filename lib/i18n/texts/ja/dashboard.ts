import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "ダッシュボード",
  description: "対応が必要な項目と、配信の状況です。",
  loading: "ダッシュボードを読み込んでいます",

  "attention.title": "要対応",
  "attention.connections": "接続{count, number}件",
  "attention.rules": "ルール{count, number}件",
  "attention.none":
    "<strong>対応が必要な項目はありません。</strong><soft>すべての接続が有効で、{range, select, hour {直近1時間} day {直近24時間} week {直近7日間} month {直近30日間} other {}}に失敗はありません。</soft>",
  "attention.inactive": "<strong>停止中です。</strong>{what}{todo}",
  "attention.inactiveWaiting":
    "<strong>停止中です。</strong>{what}{todo}待機中の配信は、接続が再び有効になり次第送信されます。",
  "attention.failed":
    "{range, select, hour {直近1時間} day {直近24時間} week {直近7日間} month {直近30日間} other {}}に{failed, number}件の配信が失敗しました",
  "attention.retrying":
    "{range, select, hour {直近1時間} day {直近24時間} week {直近7日間} month {直近30日間} other {}}の配信のうち{retrying, number}件が再試行待ちです",
  "attention.failedAndRetrying":
    "{range, select, hour {直近1時間} day {直近24時間} week {直近7日間} month {直近30日間} other {}}に{failed, number}件の配信が失敗し、{retrying, number}件が再試行待ちです",
  "attention.lastError": "最後のエラー：<bdi>{error}</bdi>",
  "attention.failedEvents": "失敗したイベントを表示",
  "attention.retryingEvents": "再試行待ちのイベントを表示",
  "attention.reconnect": "再接続",
  "attention.fixConnection": "接続を修正",
  "attention.brokenRule": "<bdi>{event}</bdi>のルール",
  "attention.brokenRule.text":
    "<strong>エラーがあります。</strong>存在しなくなったものを参照しているため、このルールの配信はすべて失敗します。ルールを編集または削除してください。",
  "attention.fixRule": "ルールを修正",

  "setup.title": "配信の設定",
  "setup.progress": "{total, number}件中{done, number}件完了",
  "setup.done": "（完了）",
  "setup.open": "（未完了）",
  "setup.administrator": "管理者が行います",
  "setup.connect.title": "送信先を接続",
  "setup.connect.text": "WebhookのURLなど、イベントの送信先を選びます。",
  "setup.connect.action": "接続",
  "setup.rule.title": "ルールを作成",
  "setup.rule.text": "どのイベントをどの送信先に送るかを選びます。",
  "setup.rule.action": "ルールを作成",
  "setup.test.title": "テストイベントを送信",
  "setup.test.text": "イベントの受信から配信までの流れを確認します。",
  "setup.test.action": "テストイベントを送信",

  "metrics.title": "{range, select, hour {直近1時間} day {直近24時間} week {直近7日間} month {直近30日間} other {}}",
  "metrics.events": "イベント",
  "metrics.delivered": "配信済み",
  "metrics.failed": "失敗",
  "metrics.retrying": "再試行待ち",
  "metrics.loading": "読み込み中",
  "metrics.before":
    "{range, select, hour {その前の1時間} day {前日} week {その前の7日間} month {その前の30日間} other {}}は{share}",
  "metrics.nothingBefore": "比較できる以前のデータなし",
  "metrics.more":
    "{range, select, hour {その前の1時間} day {前日} week {その前の7日間} month {その前の30日間} other {}}より{count, number}件多い",
  "metrics.fewer":
    "{range, select, hour {その前の1時間} day {前日} week {その前の7日間} month {その前の30日間} other {}}より{count, number}件少ない",
  "metrics.same":
    "{range, select, hour {その前の1時間} day {前日} week {その前の7日間} month {その前の30日間} other {}}と同じ",

  "range.label": "期間",
  "range.1h": "1時間",
  "range.24h": "24時間",
  "range.7d": "7日間",
  "range.30d": "30日間",
  "activity.title": "イベントの推移",
  "activity.none": "この期間のイベントはありません。",
  "activity.done": "完了",
  "activity.underway": "処理中",
  "activity.failed": "失敗",
  "activity.canceled": "取り消し済み",
  "activity.total": "合計",
  "activity.from": "開始時刻",
  "activity.table": "表で表示",
  "activity.bar": "{time}：{parts}",
  "activity.part.done": "完了{count, number}件",
  "activity.part.underway": "処理中{count, number}件",
  "activity.part.failed": "失敗{count, number}件",
  "activity.part.canceled": "取り消し{count, number}件",
  "activity.latency": "配信の半数は{median}以内、95%は{most}以内に届きました。",
  "by-connection.title": "接続別",
  "by-connection.connection": "接続",
  "by-connection.deliveries": "配信",
  "by-connection.delivered": "配信済み",
  "by-connection.failed": "失敗",
  "by-connection.retrying": "再試行待ち",
  "by-connection.latency": "95%以内",
  "by-connection.deleted": "（削除済み）",

  "latest.title": "最新のイベント",
  "latest.all": "すべてのイベント",
  "latest.none.title": "イベントはまだありません",
  "latest.none.text": "最初のイベントを受信すると、ここに表示されます。",
} satisfies TranslationOf<typeof en>;
