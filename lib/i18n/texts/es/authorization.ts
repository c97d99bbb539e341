import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorization.ts";

export default {
  start: "Conectar {name}",
  "start.again": "Reintentar",
  "start.hint": "{name} se abre en una ventana nueva. El inicio de sesión y la autorización se hacen allí, nunca aquí.",
  "allows.title": "Lo que {name} pedirá autorizar",
  "allows.hint": "Solo lo que las reglas necesitan para estas acciones y para mostrar las opciones disponibles:",
  "allows.action": "<strong>{action}</strong><soft>: {description}</soft>",
  "form.title": "Conexión",
  reconnect: "Volver a conectar {name}",
  "reconnect.hint":
    "Inicie sesión con la cuenta que ya está conectada. Las reglas y la asignación se mantienen como están.",
  "reconnect.hint.account":
    "Inicie sesión como <strong>{account}</strong>. Las reglas y la asignación se mantienen como están.",
  "reconnect.unavailable":
    "{name} no está disponible en este servidor en este momento. Consulte al operador del servidor.",
  reconnected: "<strong>{name} vuelve a estar conectado</strong>. Se están enviando las entregas en espera.",
  "reconnected.account":
    "<strong>{name} vuelve a estar conectado</strong>, con {account}. Se están enviando las entregas en espera.",
  "reconnected.done": "Listo",
  "waiting.finish": "Complete el acceso en {name}",
  "waiting.open": "Abra {name} para continuar",
  "waiting.hint":
    "Inicie sesión en {name} en la ventana que se ha abierto y autorice el acceso. Después, esta página continúa automáticamente. Si ha cerrado la ventana, continúe donde lo dejó.",
  "waiting.hint.reloaded":
    "Inicie sesión en {name} en la ventana que se ha abierto y autorice el acceso. Después, esta página continúa automáticamente. Si ha cerrado la ventana, empiece de nuevo: esta página se ha recargado entretanto.",
  continue: "Continuar",
  cancel: "Cancelar",
  restart: "Empezar de nuevo",
  "blocked.note":
    "Si no aparece ninguna ventana, el navegador la ha bloqueado. Ábrala usted; después, esta página continúa automáticamente.",
  "blocked.open": "Abrir {name}",
  "blocked.copy": "Copiar el enlace",
  "blocked.frame":
    "Si el enlace tampoco funciona, la página que rodea a esta bloquea las ventanas nuevas: copie el enlace y ábralo en otra pestaña de este navegador. Si usted desarrolla esa página, su iframe necesita <code>allow-popups allow-popups-to-escape-sandbox</code> en el atributo sandbox.",
  "confirm.title": "Esta es otra cuenta de {name}",
  "confirm.accounts":
    "La conexión usa <strong>{hasBefore, select, yes {{before}} other {otra cuenta}}</strong>. Acaba de iniciar sesión con <strong>{hasNow, select, yes {{now}} other {la cuenta elegida}}</strong>.",
  "confirm.effect":
    "Si la reemplaza, las reglas y la asignación se mantienen como están. Todo aquello a lo que hacen referencia, como una lista o un canal, debe existir también en la cuenta nueva.",
  "confirm.replace": "Reemplazar",
  "confirm.keep": "Conservar la cuenta actual",
  "ended.canceled": "Cancelado. No se ha cambiado nada.",
  "ended.expired": "El inicio de sesión en {name} no se completó a tiempo. No se ha cambiado nada. Empiece de nuevo.",
  "ended.failed": "<strong>No se ha conectado {name}.</strong> No se ha cambiado nada.",
  "unfinished.note": "La conexión con {name} aún no ha terminado.",
  "unfinished.confirm": "{name} ha devuelto una cuenta distinta de la anterior. Decida cuál debe usarse.",
} satisfies TranslationOf<typeof en>;
