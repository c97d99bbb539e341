import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/common.ts";

export default {
  "page.dashboard": "Panel",
  "page.connections": "Conexiones",
  "page.rules": "Reglas",
  "page.events": "Eventos",

  "status.pending": "Pendiente",
  "status.processing": "En curso",
  "status.retrying": "Se reintentará",
  "status.completed": "Entregado",
  "status.failed": "Fallido",
  "status.canceled": "Cancelado",
  "status.unmatched": "Sin regla",

  "hours.label":
    "Últimas 24 horas: {delivered, number} entregados, {underway, number} en curso, {failed, number} fallidos",

  "outcome.delivered": "Entregado",
  "outcome.rejected_client_error": "El destino rechazó la solicitud",
  "outcome.rejected_server_error": "El destino tuvo un error interno",
  "outcome.rate_limited": "El destino pidió reducir la velocidad de envío",
  "outcome.auth_failed": "El destino no aceptó las credenciales",
  "outcome.timeout": "El destino no respondió a tiempo",
  "outcome.network_error": "No se pudo contactar con el destino",
  "outcome.mapping_error": "No se pudo convertir el evento al formato que necesita el destino",
  "outcome.internal_error": "Se produjo un error por nuestra parte",
  "outcome.invalid_request": "El destino no pudo utilizar la solicitud",
  "outcome.validation_failed": "El destino no aceptó los datos",
  "outcome.destination_not_found": "El destino no encontró el elemento al que iba dirigido el envío",
  "outcome.destination_conflict": "Los datos entran en conflicto con los que ya tiene el destino",
  "outcome.destination_gone": "El destino indica que esto ya no existe",
  "outcome.destination_timeout": "El destino tardó demasiado en procesarlo",
  "outcome.payload_too_large": "El evento es demasiado grande para el destino",

  "problem.inactive": "La conexión está inactiva",
  "trigger.scheduled": "Automático",
  "trigger.manual": "Reintentado a mano",
  "trigger.bulk": "Reintentado en lote",

  "inactive.authentication_invalid.what":
    "El destino ya no acepta las credenciales o indica que la dirección ya no existe.",
  "inactive.authentication_invalid.todo": "Revise la dirección y las credenciales y guarde la conexión.",
  "inactive.oauth_authorization_revoked.what": "El acceso se revocó en la cuenta conectada.",
  "inactive.oauth_authorization_revoked.todo": "Vuelva a conectar la cuenta.",
  "inactive.oauth_reauthorization_required.what": "La cuenta conectada requiere iniciar sesión de nuevo.",
  "inactive.oauth_reauthorization_required.todo": "Vuelva a conectar la cuenta.",
  "inactive.manually_inactivated.what":
    "Una persona pausó la conexión, o su dirección de destino respondió «410 Gone».",
  "inactive.manually_inactivated.todo": "Reanúdela o guárdela con otra URL.",

  "rule.when":
    "Cuando ocurre <name>{event}</name> {scope, select, resource {en <name>{resource}</name> } id {en <name>cualquier recurso</name> / <name>{id}</name> } both {en <name>{resource}</name> / <name>{id}</name> } other {}}<arrow>enviar a</arrow>",

  "events.status": "Estado",
  "events.event": "Evento",
  "events.resource": "Recurso",
  "events.delivered": "Entregas",
  "events.delivered.share": "{delivered, number}/{total, number}<hidden> entregadas</hidden>",
  "events.received": "Recibido",
  "event.copy-id": "Copiar el ID del evento",
  "payload.copy": "Copiar el contenido",

  "loading.events": "Cargando eventos",
  "loading.latest-events": "Cargando los últimos eventos",
  "loading.connections": "Cargando conexiones",
  "loading.rules": "Cargando reglas",

  "table.shown": "Se muestran los primeros {count, number}",
  "table.more": "Cargar más",
  "table.loading-more": "Cargando más…",

  "error.title": "No se pudo cargar",
  "error.network": "No se pudo contactar con el servidor. Compruebe la conexión a Internet e inténtelo de nuevo.",
  "error.invalid-response": "El servidor envió una respuesta que esta página no entiende.",
  "error.session-ended": "La sesión ha terminado. Vuelva a cargar la página que contiene este espacio de trabajo.",
  "error.session-refused": "La sesión ya no se acepta. Vuelva a cargar la página que contiene este espacio de trabajo.",
  "error.forbidden": "Su rol no lo permite. Consulte a un administrador de su espacio de trabajo.",
  "error.not-found": "Ya no existe o pertenece a otro espacio de trabajo.",
  "error.too-large": "Es demasiado grande para enviarlo.",
  "error.too-many-requests": "Demasiadas solicitudes en poco tiempo. Espere unos segundos e inténtelo de nuevo.",
  "error.server": "Se produjo un error en el servidor. Puede servir intentarlo de nuevo.",
  "error.unavailable": "El servicio no está disponible por el momento. Inténtelo de nuevo en breve.",
  "error.unexpected": "Se produjo un error inesperado en esta página.",
  "error.request": "ID de la solicitud <code>{id}</code>",
  "action.retry": "Reintentar",
  stale:
    "No se pudo cargar el estado más reciente, por lo que los datos pueden estar desactualizados. Se está intentando de nuevo.",

  "confirm.keep": "Conservar",
  "countdown.left": "en {duration}",
  "countdown.over": "de un momento a otro",

  "field.optional": "(opcional)",
  "field.empty": "No puede estar vacío",
  "field.too-long": "Como máximo, {max, plural, one {# carácter} other {# caracteres}}",

  "filter.any": "Todos",

  "combobox.show": "Mostrar la lista ({what})",
  "combobox.searching": "Buscando más elementos ({what})",
  "combobox.none": "No hay elementos ({what})",
  "combobox.no-match":
    "{count, plural, one {Ningún resultado ({what})} other {Ningún resultado entre # elementos ({what})}}",
  "combobox.cut": "Se muestran {shown, number} de {total, number} elementos ({what}). Escriba para reducir la lista.",
  "combobox.count": "{count, plural, one {# elemento} other {# elementos ({what})}}",

  "json.items": "{count, plural, one {# elemento} other {# elementos}}",
  "json.keys": "{count, plural, one {# clave} other {# claves}}",
  "json.more": "Mostrar {count, plural, one {# entrada más} other {# entradas más}}",
} satisfies TranslationOf<typeof en>;
