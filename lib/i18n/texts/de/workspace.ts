import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/workspace.ts";

export default {
  skip: "Zum Inhalt springen",
  navigation: "Arbeitsbereich",

  "page.dashboard": "Übersicht",
  "page.connections": "Verbindungen",
  "page.newConnection": "Neue Verbindung",
  "page.editConnection": "Verbindung bearbeiten",
  "page.mappings": "Zuordnungen der Verbindung",
  "page.rules": "Regeln",
  "page.newRule": "Neue Regel",
  "page.editRule": "Regel bearbeiten",
  "page.events": "Ereignisse",
  "page.event": "Ereignis",

  "waiting.host": "Warten auf die umgebende Seite …",
  "waiting.session": "Arbeitsbereich wird geladen …",
  "waiting.failed": "Der Arbeitsbereich konnte nicht geöffnet werden",

  "session.reconnecting": "Verbindung wird wiederhergestellt …",
  "session.expired":
    "<strong>Ihre Sitzung ist beendet.</strong> Was geladen ist, können Sie weiterhin lesen, aber es wird nicht mehr aktualisiert, und nichts lässt sich ändern. Um fortzufahren, laden Sie die Seite neu, die diesen Arbeitsbereich enthält. Möglicherweise müssen Sie sich dort erneut anmelden.",
  "session.revoked":
    "<strong>Ihr Zugriff auf diesen Arbeitsbereich wurde beendet.</strong> Was geladen ist, können Sie weiterhin lesen, aber es wird nicht mehr aktualisiert, und nichts lässt sich ändern. Um fortzufahren, laden Sie die Seite neu, die diesen Arbeitsbereich enthält. Möglicherweise müssen Sie sich dort erneut anmelden.",

  "parts.late":
    "Ein Teil dieser Seite ist noch nicht geladen. Er wird angefordert, bis er da ist, und Ihre Eingaben bleiben erhalten.",
  "parts.outdated":
    "Eine neuere Version dieses Arbeitsbereichs ist verfügbar. Kopieren Sie alles, was Sie noch nicht gespeichert haben, und laden Sie dann neu. Wenn die Schaltfläche nichts bewirkt, laden Sie die Seite neu, die diesen Arbeitsbereich enthält.",
  "parts.reload": "Neu laden",

  "sandbox.forms":
    "Hier kann nichts gespeichert werden, weil die Seite um diesen Arbeitsbereich Formulare blockiert. Ihr iframe braucht <code>allow-forms</code> im Attribut „sandbox“.",
  "sandbox.scripts":
    "Dieser Arbeitsbereich benötigt Skripte. Falls Sie die umgebende Seite entwickeln: Ihr iframe braucht <code>allow-scripts</code> und <code>allow-same-origin</code> im Attribut „sandbox“.",

  "missing.title": "Diese Seite gibt es nicht",
  "missing.description": "Wählen Sie oben eine der Seiten.",

  "error.page": "Diese Seite funktioniert nicht mehr",
  "error.title": "Etwas ist schiefgelaufen",
  "error.text": "Ein neuer Versuch kann helfen. Wenn nicht, laden Sie die Seite neu, die diese enthält.",
  "error.retry": "Erneut versuchen",
} satisfies TranslationOf<typeof en>;
