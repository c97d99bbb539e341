import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/problems.ts";

export default {
  where: "· <bdi>{connection}</bdi> ({destination}), con <bdi>{event}</bdi>",
  failed: "{count, plural, one {# entrega fallida} other {#{more, select, yes {+} other {}} entregas fallidas}}",
  retrying:
    "{count, plural, one {# entrega por reintentar} other {#{more, select, yes {+} other {}} entregas por reintentar}}",
  "seen.first": "Visto por primera vez <time></time>",
  "seen.last": "Visto por última vez <time></time>",
  acknowledged: "Revisado",
  "acknowledged.by": "Revisado por <bdi>{name}</bdi>",
  "action.connection": "Revisar la conexión",
  "action.mapping": "Revisar la asignación",
  "action.rule": "Revisar la regla",
  "action.retry": "Reintentar {count, number}…",
  events: "Ver eventos",
  acknowledge: "Marcar como revisado",
  reopen: "Reabrir",
  ignore: "Ignorar",
  "change.failed": "El problema no se ha modificado.",
  count: "{count, plural, one {# problema} other {# problemas}}",
  more: "Solo se muestran los problemas más recientes.",
} satisfies TranslationOf<typeof en>;
