import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/compare.ts";

export default {
  choose: "Anfrage vergleichen mit",
  none: "Keinem anderen Versuch",
  attempt: "Versuch {number, number}",
  label: "Änderungen von Versuch {from, number} zu Versuch {to, number}",
  same: "Beide Anfragen sind gleich.",
  "too-different": "Die Anfragen haben zu wenig gemeinsam, um sie Zeile für Zeile zu vergleichen.",
  skipped: "{count, plural, one {# unveränderte Zeile} other {# unveränderte Zeilen}}",
  failed: "Der andere Versuch konnte nicht geladen werden",
} satisfies TranslationOf<typeof en>;
