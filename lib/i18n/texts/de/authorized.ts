import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorized.ts";

export default {
  window: "Konto verbinden",
  checking: "Ergebnis wird geprüft …",

  "completed.title": "Verbunden mit <bdi>{account}</bdi>",
  "completed.again": "<bdi>{account}</bdi> ist wieder verbunden",
  "completed.text": "{provider} ist einsatzbereit, und der Arbeitsbereich ist bereits auf dem neuesten Stand.",
  "confirming.title": "Das ist ein anderes Konto",
  "confirming.text":
    "Sie haben {chosen, select, known {<bdi>{account}</bdi>} other {ein anderes Konto}} gewählt, aber die Verbindung gehört zu {owner, select, known {<bdi>{previous}</bdi>} other {einem anderen Konto}}. Kehren Sie zum Arbeitsbereich zurück und entscheiden Sie dort; bis dahin ändert sich nichts.",
  "failed.title": "{provider} wurde nicht verbunden",
  "failed.text": "Kehren Sie zum Arbeitsbereich zurück und beginnen Sie von vorn.",
  "canceled.title": "Der Vorgang wurde abgebrochen",
  "canceled.text": "Er wurde im Arbeitsbereich abgebrochen. Kehren Sie dorthin zurück.",
  "expired.title": "Das hat zu lange gedauert",
  "expired.text":
    "Der Link war eine Stunde lang gültig. Kehren Sie zum Arbeitsbereich zurück und beginnen Sie von vorn.",
  "unfinished.title": "Das ist noch nicht abgeschlossen",
  "unfinished.text":
    "Kehren Sie zum Arbeitsbereich zurück und machen Sie dort weiter: {provider} wird erneut geöffnet.",
  "nothing.title": "Hier gibt es nichts abzuschließen",
  "nothing.text": "Beginnen Sie im Arbeitsbereich von vorn.",

  warnings: "Einige Berechtigungen wurden nicht erteilt:",
  close: "Fenster schließen",
  "close.hint": "Falls es offen bleibt, schließen Sie es selbst.",
} satisfies TranslationOf<typeof en>;
