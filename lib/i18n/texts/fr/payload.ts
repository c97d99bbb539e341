import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/payload.ts";

export default {
  search: "Rechercher dans le contenu",
  "search.found":
    "{count, plural, =0 {Rien ne correspond dans le contenu.} one {# valeur correspond.} many {# de valeurs correspondent.} other {# valeurs correspondent.}}",
  "search.many": "Plus de {count, number} valeurs correspondent ; voici les premières.",
  raw: "Texte brut",
  "raw.whole": "Tout afficher ({size})",

  "leaf.copy-path": "Copier le chemin",
  "leaf.copy-value": "Copier la valeur",
  "leaf.filter": "Trouver les événements avec cette valeur",
} satisfies TranslationOf<typeof en>;
