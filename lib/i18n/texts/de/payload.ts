import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/payload.ts";

export default {
  search: "Im Inhalt suchen",
  "search.found": "{count, plural, =0 {Nichts im Inhalt passt.} one {# Wert passt.} other {# Werte passen.}}",
  "search.many": "Mehr als {count, number} Werte passen; dies sind die ersten.",
  raw: "Rohtext",
  "raw.whole": "Alles anzeigen ({size})",

  "leaf.copy-path": "Pfad kopieren",
  "leaf.copy-value": "Wert kopieren",
  "leaf.filter": "Ereignisse mit diesem Wert suchen",
} satisfies TranslationOf<typeof en>;
