import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/copying.ts";

export default {
  copied: "コピーしました",
  blocked: "{label}：ブラウザーがコピーをブロックしました。選択されているテキストを手動でコピーしてください",
  "blocked.keys": "ここではコピーがブロックされています。Ctrl+Cまたは⌘Cを押してください",
} satisfies TranslationOf<typeof en>;
