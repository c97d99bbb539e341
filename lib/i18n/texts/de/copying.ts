import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/copying.ts";

export default {
  copied: "Kopiert",
  blocked: "{label}: Ihr Browser hat das Kopieren blockiert. Kopieren Sie den markierten Text selbst",
  "blocked.keys": "Kopieren ist hier blockiert: Drücken Sie Strg+C oder ⌘C",
} satisfies TranslationOf<typeof en>;
