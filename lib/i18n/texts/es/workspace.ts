import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/workspace.ts";

export default {
  skip: "Ir al contenido",
  navigation: "Espacio de trabajo",

  "page.dashboard": "Panel",
  "page.connections": "Conexiones",
  "page.newConnection": "Nueva conexión",
  "page.editConnection": "Editar conexión",
  "page.mappings": "Asignaciones de la conexión",
  "page.rules": "Reglas",
  "page.newRule": "Nueva regla",
  "page.editRule": "Editar regla",
  "page.events": "Eventos",
  "page.event": "Evento",

  "waiting.host": "Esperando a la página anfitriona…",
  "waiting.session": "Cargando el espacio de trabajo…",
  "waiting.failed": "No se pudo abrir el espacio de trabajo",

  "session.reconnecting": "Reconectando…",
  "session.expired":
    "<strong>La sesión ha terminado.</strong> Aún se puede leer lo que está cargado, pero ya no se actualiza ni se puede cambiar nada. Para continuar, vuelva a cargar la página que contiene este espacio de trabajo. Es posible que deba iniciar sesión allí de nuevo.",
  "session.revoked":
    "<strong>Se ha retirado el acceso a este espacio de trabajo.</strong> Aún se puede leer lo que está cargado, pero ya no se actualiza ni se puede cambiar nada. Para continuar, vuelva a cargar la página que contiene este espacio de trabajo. Es posible que deba iniciar sesión allí de nuevo.",

  "parts.late":
    "Una parte de esta página aún no se ha cargado. Se seguirá solicitando hasta que llegue, y se conserva lo que ha escrito.",
  "parts.outdated":
    "Hay una versión más reciente de este espacio de trabajo. Copie lo que no haya guardado y vuelva a cargar. Si el botón no hace nada, vuelva a cargar la página que contiene este espacio de trabajo.",
  "parts.reload": "Volver a cargar",

  "sandbox.forms":
    "Aquí no se puede guardar nada porque la página que rodea este espacio de trabajo bloquea los formularios. Su iframe necesita <code>allow-forms</code> en el atributo sandbox.",
  "sandbox.scripts":
    "Este espacio de trabajo necesita scripts. Si desarrolla la página que lo rodea, el iframe necesita <code>allow-scripts</code> y <code>allow-same-origin</code> en el atributo sandbox.",

  "missing.title": "Esta página no existe",
  "missing.description": "Elija una de las páginas de arriba.",

  "error.page": "Esta página ha dejado de funcionar",
  "error.title": "Se ha producido un error",
  "error.text": "Reintentar puede ayudar. Si no, vuelva a cargar la página que contiene esta.",
  "error.retry": "Reintentar",
} satisfies TranslationOf<typeof en>;
