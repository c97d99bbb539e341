import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/test-event.ts";

export default {
  close: "Cerrar",
  intro: "Se trata como cualquier otro evento: las reglas que coinciden lo entregan de verdad.",
  "field.event": "Evento",
  "field.resource": "Recurso",
  "field.resource-id": "ID del recurso",
  "field.resource-id.none": "Ninguno",
  "field.bound": "Definido por su sesión",
  "field.payload": "Contenido",
  "field.payload.hint": "Un objeto JSON de {size} como máximo",
  "field.payload.too-large": "{size} como máximo",
  "field.payload.not-object": "Debe ser un objeto JSON",
  "field.payload.not-json": "JSON no válido: {reason}",
  send: "Enviar evento",
  sending: "Enviando…",
  failed: "El evento no se envió.",
  received: "Se recibió <name>{event}</name>. <link>Ver el evento</link>",
} satisfies TranslationOf<typeof en>;
