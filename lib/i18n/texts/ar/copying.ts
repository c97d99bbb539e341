import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/copying.ts";

export default {
  copied: "تم النسخ",
  blocked: "{label}: حظر المتصفح النسخ، لذا انسخ النص المحدد بنفسك",
  "blocked.keys": "النسخ محظور هنا: اضغط Ctrl+C أو ⌘C",
} satisfies TranslationOf<typeof en>;
