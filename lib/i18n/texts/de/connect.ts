import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connect.ts";

export default {
  title: "Neue Verbindung",
  "title.named": "{name} verbinden",
  "title.created": "Verbindung erstellt",
  unavailable: "Dieses Ziel ist nicht verfügbar.",
  "see-all": "Alle Ziele anzeigen",
  create: "Verbindung erstellen",
  "created.note": "<strong>{name}</strong> ist verbunden. Erstellen Sie eine Regel, um Ereignisse dorthin zu senden.",
  "created.note.account":
    "<strong>{name}</strong> ist mit {account} verbunden. Erstellen Sie eine Regel, um Ereignisse dorthin zu senden.",
  "created.rule": "Regel erstellen",
  "created.done": "Fertig",
  "secret.title": "Signaturschlüssel",
  "secret.copy": "Schlüssel kopieren",
  "secret.once": "Er wird nur einmal angezeigt. Speichern Sie ihn dort, wo Ihr Empfänger ihn lesen kann.",
  "secret.headers":
    "Jede Anfrage enthält <code>webhook-id</code>, <code>webhook-timestamp</code> und <code>webhook-signature</code>, wie es die Spezifikation „Standard Webhooks“ vorsieht. Mit einer der Bibliotheken dazu ist die Prüfung ein einziger Aufruf:",
  "secret.body": "Der Body genau so, wie er empfangen wurde, noch nicht geparst.",
  "secret.reject":
    "Weisen Sie Anfragen ab, die die Prüfung nicht bestehen, und merken Sie sich die webhook-id: Eine wiederholte Zustellung trägt dieselbe.",
} satisfies TranslationOf<typeof en>;
