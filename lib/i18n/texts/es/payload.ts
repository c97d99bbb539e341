import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/payload.ts";

export default {
  search: "Buscar en el contenido",
  "search.found":
    "{count, plural, =0 {Nada coincide en el contenido.} one {# valor coincide.} many {# de valores coinciden.} other {# valores coinciden.}}",
  "search.many": "Coinciden más de {count, number} valores; estos son los primeros.",
  raw: "Texto sin formato",
  "raw.whole": "Mostrar todo ({size})",

  "leaf.copy-path": "Copiar la ruta",
  "leaf.copy-value": "Copiar el valor",
  "leaf.filter": "Buscar eventos con este valor",
} satisfies TranslationOf<typeof en>;
