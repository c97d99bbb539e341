import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/event.ts";

export default {
  title: "Evento",
  loading: "Cargando el evento",
  failed: "No se pudo cargar este evento",

  "summary.label": "Resumen",
  "summary.sentence": "{parts}.",
  "summary.none": "Ninguna regla coincidió, así que no se envió nada.",
  "summary.done": "{done, number} de {total, plural, one {# entrega completada} other {# entregas completadas}}",
  "summary.processing": "{count, number} en curso",
  "summary.pending": "{count, number} a punto de empezar",
  "summary.retrying": "{count, plural, one {# se reintentará} other {# se reintentarán}}",
  "summary.failed": "{count, plural, one {# fallida} other {# fallidas}}",
  "summary.canceled": "{count, plural, one {# cancelada} other {# canceladas}}",

  "fact.id": "ID",
  "fact.resource": "Recurso",
  "fact.received": "Recibido",
  "fact.sender": "Enviado por",

  "cancel-event.open": "Cancelar evento",
  "cancel-event.question":
    "{count, plural, one {¿Cancelar # entrega abierta de este evento?} other {¿Cancelar # entregas abiertas de este evento?}}",
  "cancel-event.text":
    "No se harán más intentos para ninguna conexión. Las solicitudes que ya están en curso terminarán. Cada entrega se podrá reintentar más adelante.",
  "cancel-event.confirm": "{count, plural, one {Cancelar la entrega} other {Cancelar las entregas}}",
  "cancel-event.keep": "Seguir intentando",
  "cancel-event.done": "No se harán más intentos. Las solicitudes en curso terminarán.",

  "journey.title": "Recorrido",
  "journey.received": "Recibido",
  "journey.matched": "{count, plural, one {Coincidió # regla} other {Coincidieron # reglas}}",
  "journey.no-rule": "Ninguna regla coincidió",
  "journey.no-rule.text":
    "Cuando se recibió, no había ninguna regla activa para <name>{event}</name> en <name>{resource}</name>. El evento se conserva, pero las reglas que se creen después no se le aplican. Vuelva a enviarlo cuando exista una. <link>Crear una regla para este evento</link>",

  "delivery.pending": "A la espera del primer intento.",
  "delivery.processing": "Hay un intento en curso.",
  "delivery.retrying": "{count, plural, one {Sin entregar tras # intento.} other {Sin entregar tras # intentos.}}",
  "delivery.completed": "{count, plural, one {Entregado tras # intento.} other {Entregado tras # intentos.}}",
  "delivery.failed": "{count, plural, one {Se abandonó tras # intento.} other {Se abandonó tras # intentos.}}",
  "delivery.canceled":
    "{count, plural, one {Cancelado tras # intento; no se harán más intentos.} other {Cancelado tras # intentos; no se harán más intentos.}}",
  "delivery.canceled-unattempted": "Cancelado antes del primer intento.",
  "delivery.waiting": "En espera, porque la conexión está inactiva.",
  "delivery.next": "Próximo intento <countdown>en 4 s</countdown>.",
  "delivery.connection-deleted": "La conexión se eliminó, así que ya no se puede entregar.",
  "delivery.rule-deleted": "La regla se eliminó; esta entrega se conserva como registro.",
  "delivery.waiting.text":
    "Se entregará en cuanto la conexión vuelva a estar activa. Pasadas 72 horas, falla. <link>Arreglar la conexión</link>",

  "retry.now": "Reintentar ahora",
  "retry.queued": "Reintento en cola. El resultado aparecerá abajo.",
  "retry.blocked.connection_deleted": "La conexión se eliminó",
  "retry.blocked.rule_deleted": "La regla se eliminó",
  "retry.blocked.connection_inactive": "La conexión está inactiva",

  "cancel.open": "Cancelar",
  "cancel.question": "¿Cancelar la entrega a «<name>{connection}</name>»?",
  "cancel.text":
    "No se harán más intentos. Una solicitud que ya está en curso terminará. Podrá reintentarla más adelante.",
  "cancel.confirm": "Cancelar esta entrega",
  "cancel.keep": "Seguir intentando",

  "attempts.label": "Intentos, los más recientes primero",
  "attempts.failed": "No se pudieron cargar los intentos",
  "attempts.none": "No se hizo ningún intento.",
  "attempts.none-yet": "Aún no se ha hecho ningún intento.",
  "attempt.number": "#{number, number}",
  "attempt.field": "Campo {field}: {message}",
  "attempt.no-answer": "sin respuesta",
  "attempt.details": "Detalles",
  "attempt.details.label": "Detalles del intento {number, number}",

  "payload.title": "Contenido",
  "payload.failed": "No se pudo cargar el contenido",
  "payload.withheld.member": "Solo los administradores y los propietarios pueden ver el contenido de los eventos.",
  "payload.withheld.session": "Esta sesión no tiene permiso para leer el contenido de los eventos.",
} satisfies TranslationOf<typeof en>;
