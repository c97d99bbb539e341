import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/refusals.ts";

export default {
  "retry.409": "再試行しませんでした。この配信はすでに成功しています。",
  "retry.422": "再試行しませんでした。ルールまたはその接続が存在しないか、停止中です。",
  "retry.425": "再試行しませんでした。すでに試行中か、まもなく開始されます。",
  "cancel.409": "取り消しませんでした。この配信はすでに終了しています。",
  "cancel-event.409": "取り消しませんでした。このイベントの配信はすべて終了しています。",
} satisfies TranslationOf<typeof en>;
