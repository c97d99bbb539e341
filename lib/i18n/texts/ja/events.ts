import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/events.ts";

export default {
  title: "イベント",
  description: "受信したイベントと、その配信先です。",

  "test.open": "テストイベントを送信",
  "test.title": "テストイベントの送信",

  "filter.label": "イベントの絞り込み",
  "filter.status": "ステータス",
  "filter.status.delivery": "配信ステータス",
  "filter.status.any": "すべて",
  "filter.event": "イベント",
  "filter.resource": "リソース",
  "filter.resource-id": "リソースID",
  "filter.received": "受信日時",
  "filter.received.any": "指定なし",
  "filter.received.1h": "過去1時間",
  "filter.received.24h": "過去24時間",
  "filter.received.7d": "過去7日間",
  "filter.received.30d": "過去30日間",
  "filter.connection": "接続",
  "filter.connection.any": "すべて",
  "filter.event-id": "イベントID",

  "retry-all.open": "すべて再試行…",
  "retry-all.title": "すべて再試行",
  "retry-all.close": "閉じる",

  "list.caption": "イベント",
  "list.new": "{count, plural, other {新しいイベント#件}}",
  "list.more-failed": "イベントの続きを読み込めませんでした。",

  "empty.title": "イベントはまだありません",
  "empty.text": "製品からのイベントは、それぞれの配信とともに数秒以内にここに表示されます。",
  "empty-filtered.title": "条件に一致するイベントはありません",
  "empty-filtered.text": "イベント名、リソース、IDは、大文字と小文字も含めて完全に一致する必要があります。",
  "empty-filtered.clear": "絞り込みを解除",
} satisfies TranslationOf<typeof en>;
