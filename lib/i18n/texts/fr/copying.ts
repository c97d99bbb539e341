import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/copying.ts";

export default {
  copied: "Copié",
  blocked: "{label} : votre navigateur a bloqué la copie ; copiez vous-même le texte sélectionné",
  "blocked.keys": "La copie est bloquée ici : appuyez sur Ctrl+C ou ⌘C",
} satisfies TranslationOf<typeof en>;
