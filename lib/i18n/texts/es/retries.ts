import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/retries.ts";

export default {
  "preview.counting": "Contando entregas",
  "preview.none": "Ninguna entrega coincide con este filtro.",
  "preview.all": "{count, plural, one {Se puede reintentar # entrega.} other {Se pueden reintentar # entregas.}}",
  "preview.some":
    "{retryable, plural, one {Se puede reintentar # de {matching, number} entregas.} other {Se pueden reintentar # de {matching, number} entregas.}}",
  "preview.none-retryable":
    "{count, plural, one {# entrega, que ahora no se puede reintentar.} other {# entregas, ninguna de las cuales se puede reintentar ahora.}}",
  "preview.more-than":
    "{count, plural, one {Más de # entrega; el recuento se detuvo ahí.} other {Más de # entregas; el recuento se detuvo ahí.}}",
  "preview.uncounted":
    "Son demasiadas para contarlas de antemano. Las entregas que coinciden se buscan durante la ejecución.",
  "preview.effect":
    "Cada una vuelve a empezar su calendario completo de intentos. Las entregas que ya se completaron, o que fallen a partir de ahora, no se ven afectadas.",
  "preview.running": "Hay un reintento masivo en curso en este espacio de trabajo.",
  "preview.running.show": "Mostrar",

  "filter.label": "Qué se reintenta",
  "filter.failed": "Entregas fallidas",
  "filter.canceled": "Entregas canceladas",
  "filter.status":
    "de eventos cuyo estado es «{status, select, pending {pendiente} processing {en curso} retrying {se reintentará} completed {entregado} failed {fallido} canceled {cancelado} other {{status}}}»",
  "filter.id": "del evento {id}",
  "filter.event-ids": "{count, plural, one {de # evento elegido} other {de # eventos elegidos}}",
  "filter.event": "del tipo de evento {event}",
  "filter.resource": "del recurso {resource}",
  "filter.resource-id": "del ID de recurso {id}",
  "filter.connection": "a la conexión {connection}",
  "filter.rule": "por la regla {rule}",
  "filter.problem": "en el problema {problem}",
  "filter.outcome": "cuyo último intento terminó así: {outcome}",
  "filter.created-after": "de eventos recibidos a partir del {time}",
  "filter.created-before": "de eventos recibidos antes del {time}",

  "skipped.title": "{count, plural, one {# entrega omitida:} other {# entregas omitidas:}}",
  "skipped.rule_deleted": "{count, number} porque la regla se eliminó",
  "skipped.connection_deleted": "{count, number} porque la conexión se eliminó",
  "skipped.rule_inactive": "{count, number} porque la regla está en pausa",
  "skipped.connection_inactive": "{count, number} porque la conexión está inactiva",
  "skipped.status_changed":
    "{count, plural, one {# porque ya se reintentó de otra forma} other {# porque ya se reintentaron de otra forma}}",

  "start.count": "Reintentar {count, number} ahora",
  "start.all": "Reintentar todo ahora",
  "start.not-now": "Ahora no",
  "start.refused": "No se inició: ya hay otro reintento masivo en curso en este espacio de trabajo.",

  "progress.label": "Entregas reintentadas",
  "progress.counted":
    "{retried, number} de {matching, plural, one {# entrega reintentada…} other {# entregas reintentadas…}}",
  "progress.uncounted": "{count, plural, one {# reintentada…} other {# reintentadas…}}",
  "progress.completed": "{count, plural, one {Listo. # entrega reintentada.} other {Listo. # entregas reintentadas.}}",
  "progress.canceled": "{count, plural, one {Detenido tras # entrega.} other {Detenido tras # entregas.}}",
  "progress.stop": "Detener",
  "progress.stop.refused": "No se detuvo: ya había terminado.",

  "outcome.sentence": "De ellas: {parts}.",
  "outcome.completed": "{count, plural, one {# entregada} other {# entregadas}}",
  "outcome.in-progress": "{count, number} en curso",
  "outcome.retrying":
    "{count, plural, one {# se reintentará según lo previsto} other {# se reintentarán según lo previsto}}",
  "outcome.failed": "{count, plural, one {# volvió a fallar} other {# volvieron a fallar}}",
  "outcome.canceled": "{count, plural, one {# cancelada} other {# canceladas}}",
} satisfies TranslationOf<typeof en>;
