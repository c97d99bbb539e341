import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/retries.ts";

export default {
  "preview.counting": "配信を数えています",
  "preview.none": "この条件に一致する配信はありません。",
  "preview.all": "{count, plural, other {#件の配信を再試行できます。}}",
  "preview.some": "{matching, number}件の配信のうち{retryable, number}件を再試行できます。",
  "preview.none-retryable": "{count, plural, other {#件の配信がありますが、現在再試行できるものはありません。}}",
  "preview.more-than": "{count, plural, other {#件を超える配信があります（ここで数えるのを止めました）。}}",
  "preview.uncounted": "件数が多いため、事前に数えられません。一致する配信は再試行の実行中に検索されます。",
  "preview.effect":
    "それぞれの配信で、再試行のスケジュールが最初から始まります。すでに成功した配信や、これから失敗する配信は対象になりません。",
  "preview.running": "このワークスペースでは、一括再試行を実行中です。",
  "preview.running.show": "表示",

  "filter.label": "再試行の対象",
  "filter.failed": "失敗した配信",
  "filter.canceled": "取り消された配信",
  "filter.status":
    "イベントのステータス：{status, select, pending {待機中} processing {処理中} retrying {再試行待ち} completed {完了} failed {失敗} canceled {取り消し済み} other {{status}}}",
  "filter.id": "イベント：{id}",
  "filter.event-ids": "{count, plural, other {選択したイベント#件}}",
  "filter.event": "イベントの種類：{event}",
  "filter.resource": "リソース：{resource}",
  "filter.resource-id": "リソースID：{id}",
  "filter.connection": "接続：{connection}",
  "filter.rule": "ルール：{rule}",
  "filter.problem": "問題{problem}に含まれるもの",
  "filter.outcome": "最後の試行の結果：{outcome}",
  "filter.created-after": "受信日時：{time}以降",
  "filter.created-before": "受信日時：{time}より前",

  "skipped.title": "{count, plural, other {スキップ対象の配信#件：}}",
  "skipped.rule_deleted": "ルールが削除されたため：{count, number}件",
  "skipped.connection_deleted": "接続が削除されたため：{count, number}件",
  "skipped.rule_inactive": "ルールが一時停止中のため：{count, number}件",
  "skipped.connection_inactive": "接続が停止中のため：{count, number}件",
  "skipped.status_changed": "{count, plural, other {先に別の方法で再試行されたため：#件}}",

  "start.count": "{count, number}件を今すぐ再試行",
  "start.all": "すべて今すぐ再試行",
  "start.not-now": "後で",
  "start.refused": "開始できませんでした。このワークスペースでは、別の一括再試行をすでに実行中です。",

  "progress.label": "再試行した配信",
  "progress.counted": "配信{matching, number}件中{retried, number}件を再試行しました…",
  "progress.uncounted": "{count, number}件を再試行しました…",
  "progress.completed": "{count, plural, other {完了しました。#件の配信を再試行しました。}}",
  "progress.canceled": "{count, plural, other {#件の配信の後に中止しました。}}",
  "progress.stop": "中止",
  "progress.stop.refused": "中止できませんでした。すでに終了しています。",

  "outcome.sentence": "このうち{parts}。",
  "outcome.completed": "{count, number}件が配信済み",
  "outcome.in-progress": "{count, number}件が処理中",
  "outcome.retrying": "{count, number}件が予定どおり再試行待ち",
  "outcome.failed": "{count, number}件が再び失敗",
  "outcome.canceled": "{count, number}件が取り消し済み",
} satisfies TranslationOf<typeof en>;
