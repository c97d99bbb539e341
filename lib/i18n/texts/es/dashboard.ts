import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Panel",
  description: "Lo que requiere atención y cómo van las entregas.",
  loading: "Cargando el panel",

  "attention.title": "Requiere atención",
  "attention.connections": "{count, plural, one {# conexión} other {# conexiones}}",
  "attention.rules": "{count, plural, one {# regla} other {# reglas}}",
  "attention.none":
    "<strong>Nada requiere atención.</strong> <soft>Todas las conexiones están activas y no ha habido fallos {range, select, hour {en la última hora} day {en las últimas 24 horas} week {en los últimos 7 días} month {en los últimos 30 días} other {en el período elegido}}.</soft>",
  "attention.inactive": "<strong>Inactiva.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Inactiva.</strong> {what} {todo} Las entregas en espera se enviarán en cuanto vuelva a estar activa.",
  "attention.failed":
    "{failed, plural, one {# entrega fallida} other {# entregas fallidas}} {range, select, hour {en la última hora} day {en las últimas 24 horas} week {en los últimos 7 días} month {en los últimos 30 días} other {en el período elegido}}",
  "attention.retrying":
    "{retrying, plural, one {# entrega} other {# entregas}} por reintentar {range, select, hour {en la última hora} day {en las últimas 24 horas} week {en los últimos 7 días} month {en los últimos 30 días} other {en el período elegido}}",
  "attention.failedAndRetrying":
    "{failed, plural, one {# entrega fallida} other {# entregas fallidas}} y {retrying, number} por reintentar {range, select, hour {en la última hora} day {en las últimas 24 horas} week {en los últimos 7 días} month {en los últimos 30 días} other {en el período elegido}}",
  "attention.lastError": "Último error: <bdi>{error}</bdi>",
  "attention.failedEvents": "Ver eventos fallidos",
  "attention.retryingEvents": "Ver eventos por reintentar",
  "attention.reconnect": "Volver a conectar",
  "attention.fixConnection": "Reparar conexión",
  "attention.brokenRule": "La regla para <bdi>{event}</bdi>",
  "attention.brokenRule.text":
    "<strong>Con errores.</strong> Hace referencia a algo que ya no existe, por lo que fallan todas sus entregas. Edite la regla o elimínela.",
  "attention.fixRule": "Reparar regla",

  "setup.title": "Configurar la entrega",
  "setup.progress": "Pasos completados: {done, number} de {total, number}",
  "setup.done": "(hecho)",
  "setup.open": "(por hacer)",
  "setup.administrator": "Lo hace un administrador",
  "setup.connect.title": "Conectar un destino",
  "setup.connect.text": "Elija dónde se entregan los eventos; por ejemplo, en una URL de webhook.",
  "setup.connect.action": "Conectar",
  "setup.rule.title": "Crear una regla",
  "setup.rule.text": "Elija qué eventos van a cada destino.",
  "setup.rule.action": "Crear una regla",
  "setup.test.title": "Enviar un evento de prueba",
  "setup.test.text": "Siga un evento desde su llegada hasta su entrega.",
  "setup.test.action": "Enviar evento de prueba",

  "metrics.title":
    "{range, select, hour {Última hora} day {Últimas 24 horas} week {Últimos 7 días} month {Últimos 30 días} other {Período elegido}}",
  "metrics.events": "Eventos",
  "metrics.delivered": "Entregados",
  "metrics.failed": "Fallidos",
  "metrics.retrying": "Se reintentarán",
  "metrics.loading": "cargando",
  "metrics.before":
    "{share} {range, select, hour {la hora anterior} day {el día anterior} week {los 7 días anteriores} month {los 30 días anteriores} other {el período anterior}}",
  "metrics.nothingBefore": "sin datos anteriores para comparar",
  "metrics.notKept": "Ya no se conservan cifras del período anterior.",
  "metrics.more":
    "{count, number} más que {range, select, hour {la hora anterior} day {el día anterior} week {los 7 días anteriores} month {los 30 días anteriores} other {el período anterior}}",
  "metrics.fewer":
    "{count, number} menos que {range, select, hour {la hora anterior} day {el día anterior} week {los 7 días anteriores} month {los 30 días anteriores} other {el período anterior}}",
  "metrics.same":
    "igual que {range, select, hour {la hora anterior} day {el día anterior} week {los 7 días anteriores} month {los 30 días anteriores} other {el período anterior}}",

  "range.label": "Periodo",
  "range.1h": "1 hora",
  "range.24h": "24 horas",
  "range.7d": "7 días",
  "range.30d": "30 días",
  "range.own": "Otro…",
  "activity.title": "Eventos a lo largo del tiempo",
  "activity.none": "No hay eventos en este periodo.",
  "activity.delivered": "Entregados",
  "activity.underway": "En curso",
  "activity.failed": "Fallidos",
  "activity.canceled": "Cancelados",
  "activity.unmatched": "Sin regla",
  "activity.total": "Todos",
  "activity.from": "Desde",
  "activity.table": "Mostrar como tabla",
  "activity.bar": "{time}: {parts}",
  "activity.part.delivered": "{count, plural, one {# entregado} other {# entregados}}",
  "activity.part.underway": "{count, number} en curso",
  "activity.part.failed": "{count, plural, one {# fallido} other {# fallidos}}",
  "activity.part.canceled": "{count, plural, one {# cancelado} other {# cancelados}}",
  "activity.part.unmatched": "{count, number} sin regla",
  "activity.latency": "La mitad de las entregas llegó en {median}, el 95 % en {most}.",
  "pipeline.title": "Del evento a la entrega",
  "pipeline.received": "Recibidos",
  "pipeline.matched": "Con una regla coincidente",
  "pipeline.unmatched":
    "{count, plural, one {# evento no coincidió con ninguna regla} other {# eventos no coincidieron con ninguna regla}}",
  "pipeline.failed": "{count, plural, one {# evento falló} other {# eventos fallaron}}",
  "pipeline.canceled": "{count, plural, one {# evento se canceló} other {# eventos se cancelaron}}",
  "pipeline.underway": "{count, plural, one {# evento está en curso} other {# eventos están en curso}}",
  "pipeline.newest": "De los {count, number} más recientes:",
  "pipeline.others": "Otros: {count, number}",
  "by-connection.title": "Por conexión",
  "by-connection.connection": "Conexión",
  "by-connection.deliveries": "Entregas",
  "by-connection.delivered": "Entregadas",
  "by-connection.failed": "Fallidas",
  "by-connection.retrying": "Por reintentar",
  "by-connection.latency": "95 % en",
  "by-connection.deleted": "(eliminada)",

  "latest.title": "Últimos eventos",
  "latest.all": "Todos los eventos",
  "latest.none.title": "Aún no hay eventos",
  "latest.none.text": "Los eventos aparecerán aquí en cuanto se reciba el primero.",
} satisfies TranslationOf<typeof en>;
