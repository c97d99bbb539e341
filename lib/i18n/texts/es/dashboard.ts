import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Panel",
  description: "Lo que requiere atención y las últimas 24 horas.",
  loading: "Cargando el panel",

  "attention.title": "Requiere atención",
  "attention.connections": "{count, plural, one {# conexión} other {# conexiones}}",
  "attention.rules": "{count, plural, one {# regla} other {# reglas}}",
  "attention.none":
    "<strong>Nada requiere atención.</strong> <soft>Todas las conexiones están activas y no ha habido fallos en las últimas 24 horas.</soft>",
  "attention.inactive": "<strong>Inactiva.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Inactiva.</strong> {what} {todo} Las entregas en espera se enviarán en cuanto vuelva a estar activa.",
  "attention.failed": "{failed, plural, one {# entrega fallida} other {# entregas fallidas}} en las últimas 24 horas",
  "attention.retrying": "{retrying, plural, one {# entrega} other {# entregas}} por reintentar en las últimas 24 horas",
  "attention.failedAndRetrying":
    "{failed, plural, one {# entrega fallida} other {# entregas fallidas}} y {retrying, number} por reintentar en las últimas 24 horas",
  "attention.lastError": "Último error: <bdi>{error}</bdi>",
  "attention.failedEvents": "Ver eventos fallidos",
  "attention.retryingEvents": "Ver eventos por reintentar",
  "attention.reconnect": "Volver a conectar",
  "attention.fixConnection": "Reparar conexión",
  "attention.editConnection": "Editar conexión",
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

  "metrics.title": "Últimas 24 horas",
  "metrics.events": "Eventos",
  "metrics.delivered": "Entregados",
  "metrics.failed": "Fallidos",
  "metrics.retrying": "Se reintentarán",
  "metrics.loading": "cargando",
  "metrics.before": "{share} el día anterior",
  "metrics.nothingBefore": "sin datos anteriores para comparar",
  "metrics.more": "{count, number} más que el día anterior",
  "metrics.fewer": "{count, number} menos que el día anterior",
  "metrics.same": "igual que el día anterior",

  "latest.title": "Últimos eventos",
  "latest.all": "Todos los eventos",
  "latest.none.title": "Aún no hay eventos",
  "latest.none.text": "Los eventos aparecerán aquí en cuanto se reciba el primero.",
} satisfies TranslationOf<typeof en>;
