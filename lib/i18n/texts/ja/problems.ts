import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/problems.ts";

export default {
  where: "・<bdi>{connection}</bdi>（{destination}）、<bdi>{event}</bdi>の発生時",
  failed: "{count, plural, other {#{more, select, yes {件以上} other {件}}の配信が失敗}}",
  retrying: "{count, plural, other {#{more, select, yes {件以上} other {件}}が再試行待ち}}",
  "seen.first": "初回：<time></time>",
  "seen.last": "最終：<time></time>",
  acknowledged: "確認済み",
  "acknowledged.by": "<bdi>{name}</bdi>が確認済み",
  "action.connection": "接続を確認",
  "action.mapping": "マッピングを確認",
  "action.rule": "ルールを確認",
  "action.retry": "{count, number}件を再試行…",
  events: "イベントを表示",
  acknowledge: "確認済みにする",
  reopen: "再度開く",
  ignore: "無視",
  "change.failed": "問題を変更できませんでした。",
  count: "問題{count, number}件",
  more: "最新の問題のみ表示しています。",
} satisfies TranslationOf<typeof en>;
