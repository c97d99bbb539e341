import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rule-form.ts";

export default {
  "title.new": "Nueva regla",
  "title.edit": "Editar regla",
  loading: "Cargando el formulario",
  broken: "<strong>Las entregas de esta regla no pueden completarse.</strong> {problem}",

  event: "Cuando ocurra este evento",
  "event.hint": "El nombre exacto. Se sugieren los nombres ya recibidos.",
  resource: "En este recurso",
  "resource.hint": "Vacío para cualquier recurso",
  "resource.placeholder": "Cualquiera",
  id: "Con este ID",
  "id.hint": "Vacío para cualquier ID",
  "id.placeholder": "Cualquiera",
  "session.hint": "Definido por su sesión",

  connection: "Enviarlo a",
  "connection.fixed": "Una regla conserva su conexión. Para otra conexión, hay que crear otra regla.",
  "connection.option": "{name} ({destination})",
  "connection.inactive":
    "Esta conexión está inactiva: las entregas esperan hasta 72 horas a que vuelva a estar activa.",
  action: "Y realizar esta acción",

  "account.items":
    "{items, select, campaigns {campañas} channels {canales} groups {grupos} labels {etiquetas} lists {listas} meetings {reuniones} properties {propiedades} segments {segmentos} tags {etiquetas} templates {plantillas} webinars {seminarios web} other {{items}}}",
  "account.id":
    "{noun, select, audience {ID de la audiencia} campaign {ID de la campaña} channel {ID del canal} field {ID del campo} group {ID del grupo} label {ID de la etiqueta} list {ID de la lista} meeting {ID de la reunión} property {ID de la propiedad} segment {ID del segmento} tag {ID de la etiqueta} template {ID de la plantilla} webinar {ID del seminario web} other {ID ({noun})}}",
  "account.loading": "Cargando {items}",
  "account.unread": "Error al cargar {items}.",
  "account.unread.placeholder": "Error al cargar {items}",
  "account.search": "Buscar {items}",
  "account.empty": "La cuenta conectada aún no tiene {items}.",
  "account.gone": "La selección ya no existe en la cuenta. Elija otra opción.",
  "account.gone.choice": "Ya no está en la cuenta",
  "account.refresh": "Actualizar {items}",
  "account.retry": "Reintentar",
  "account.list": "Elegir de la lista",
  "account.manual": "Introducir el ID",
  "account.option.search": "Buscar",

  insert: "Insertar un valor<hidden> en {field}</hidden>",
  "insert.choose": "Elegir…",
  "preview.label": "Vista previa de {field}",
  "preview.event": "Con el evento recibido <time></time>",
  "preview.missing": "Falta en el contenido de este evento: {paths}",
  "preview.long": "Demasiado largo para mostrarlo",
  "preview.choose": "Sin vista previa: elija primero el evento.",
  "preview.none": "Sin vista previa: aún no se ha recibido ningún evento <name>{event}</name>.",
  "preview.forbidden": "Sin vista previa: esta sesión no tiene permiso para leer el contenido de los eventos.",

  "problem.empty": "No puede estar vacío",
  "problem.choice": "Elija una opción",
  "problem.format": "Formato no válido",
  "problem.resource": "Un ID de recurso necesita el recurso al que pertenece",
  "problem.connection": "Elija una conexión",
  "problem.action": "Elija una acción",

  create: "Crear regla",
  "create.failed": "La regla no se ha creado.",
  save: "Guardar regla",
  "save.failed": "La regla no se ha guardado.",
  saving: "Guardando…",
  back: "Volver a las reglas",
} satisfies TranslationOf<typeof en>;
