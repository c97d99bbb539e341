import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/copying.ts";

export default {
  copied: "Copiado",
  blocked: "{label}: el navegador ha bloqueado la copia; copie usted el texto seleccionado",
  "blocked.keys": "La copia está bloqueada aquí: pulse Ctrl+C o ⌘C",
} satisfies TranslationOf<typeof en>;
