import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/compare.ts";

export default {
  choose: "Comparer la requête avec",
  none: "Aucune autre tentative",
  attempt: "Tentative {number, number}",
  label: "Différences entre la tentative {from, number} et la tentative {to, number}",
  same: "Les deux requêtes sont identiques.",
  "too-different": "Les requêtes ont trop peu en commun pour être comparées ligne par ligne.",
  skipped: "{count, plural, one {# ligne inchangée} many {# de lignes inchangées} other {# lignes inchangées}}",
  failed: "Impossible de charger l’autre tentative",
} satisfies TranslationOf<typeof en>;
