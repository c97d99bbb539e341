import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/compare.ts";

export default {
  choose: "Comparar la solicitud con",
  none: "Ningún otro intento",
  attempt: "Intento {number, number}",
  label: "Cambios del intento {from, number} al intento {to, number}",
  same: "Las dos solicitudes son iguales.",
  "too-different": "Las solicitudes tienen muy poco en común para compararlas línea por línea.",
  skipped: "{count, plural, one {# línea sin cambios} many {# de líneas sin cambios} other {# líneas sin cambios}}",
  failed: "No se pudo cargar el otro intento",
} satisfies TranslationOf<typeof en>;
