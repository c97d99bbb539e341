import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/events.ts";

export default {
  title: "Eventos",
  description: "Qué se recibió y dónde se entregó.",

  "test.open": "Enviar evento de prueba",
  "test.title": "Enviar un evento de prueba",

  "filter.label": "Filtrar eventos",
  "filter.status": "Estado",
  "filter.status.delivery": "Estado de la entrega",
  "filter.status.any": "Todos",
  "filter.event": "Evento",
  "filter.resource": "Recurso",
  "filter.resource-id": "ID del recurso",
  "filter.received": "Recibido",
  "filter.received.any": "Cualquier momento",
  "filter.received.1h": "Última hora",
  "filter.received.24h": "Últimas 24 horas",
  "filter.received.7d": "Últimos 7 días",
  "filter.received.30d": "Últimos 30 días",
  "filter.connection": "Conexión",
  "filter.connection.any": "Todas",
  "filter.event-id": "ID del evento",

  "retry-all.open": "Reintentar todo…",
  "retry-all.title": "Reintentar todo",
  "retry-all.close": "Cerrar",

  "list.caption": "Eventos",
  "list.new": "{count, plural, one {# evento nuevo} many {# de eventos nuevos} other {# eventos nuevos}}",
  "list.more-failed": "No se pudieron cargar más eventos.",

  "empty.title": "Aún no hay eventos",
  "empty.text": "Los eventos de su producto aparecen aquí en segundos, con cada una de sus entregas.",
  "empty-filtered.title": "Ningún evento coincide con estos filtros",
  "empty-filtered.text":
    "Los nombres de evento, los recursos y los ID deben coincidir exactamente, incluidas las mayúsculas.",
  "empty-filtered.clear": "Borrar filtros",
} satisfies TranslationOf<typeof en>;
