import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorized.ts";

export default {
  window: "Conexión de una cuenta",
  checking: "Comprobando el resultado…",

  "completed.title": "Conexión establecida con <bdi>{account}</bdi>",
  "completed.again": "Conexión restablecida con <bdi>{account}</bdi>",
  "completed.text": "{provider} está listo para usarse y el espacio de trabajo ya está actualizado.",
  "confirming.title": "Esta es otra cuenta",
  "confirming.text":
    "Se eligió {chosen, select, known {<bdi>{account}</bdi>} other {otra cuenta}}, pero la conexión pertenece a {owner, select, known {<bdi>{previous}</bdi>} other {otra cuenta}}. Vuelva al espacio de trabajo para decidir; hasta entonces, nada cambia.",
  "failed.title": "No se conectó {provider}",
  "failed.text": "Vuelva al espacio de trabajo y empiece de nuevo.",
  "canceled.title": "Operación cancelada",
  "canceled.text": "Se canceló en el espacio de trabajo. Vuelva al espacio de trabajo.",
  "expired.title": "Se agotó el tiempo",
  "expired.text": "El enlace era válido durante una hora. Vuelva al espacio de trabajo y empiece de nuevo.",
  "unfinished.title": "Todavía no ha terminado",
  "unfinished.text": "Vuelva al espacio de trabajo y continúe allí: {provider} se abrirá de nuevo.",
  "nothing.title": "Aquí no hay nada que terminar",
  "nothing.text": "Empiece de nuevo en el espacio de trabajo.",

  warnings: "No se concedieron algunos permisos:",
  close: "Cerrar esta ventana",
  "close.hint": "Si sigue abierta, ciérrela manualmente.",
} satisfies TranslationOf<typeof en>;
