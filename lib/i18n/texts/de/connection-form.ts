import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connection-form.ts";

export default {
  loading: "Formular wird geladen",
  "section.account": "Konto",
  "section.destination": "Ziel",
  "section.authentication": "Authentifizierung",
  "section.signature": "Signatur des Inhalts",
  "name.label": "Name",
  "name.hint": "Dieser Name erscheint in Regeln und Ereignissen",
  "name.hint.optional":
    "Dieser Name erscheint in Regeln und Ereignissen. Bleibt das Feld leer, wird der Name des Kontos verwendet.",
  "name.example": "CRM-Webhook",
  "field.unusual": "{usual}. Der Wert wird genau so verwendet, wie Sie ihn eingeben.",
  "field.kept": "Leer lassen, um den bisherigen Wert zu behalten",
  "field.moved":
    "Die Adresse hat sich geändert, deshalb wird der bisherige Wert nicht verwendet. Geben Sie ihn erneut ein.",
  "field.moved.host":
    "Die Adresse liegt auf einem anderen Host, deshalb wird der bisherige Wert nicht verwendet. Geben Sie ihn erneut ein.",
  "headers.title": "Eigene Header",
  "headers.hint":
    "Werden mit jeder Anfrage gesendet, höchstens {max, number}. Deutet der Name eines Headers auf ein Geheimnis hin (key, token), wird sein Wert nicht wieder angezeigt.",
  "headers.name": "Name {row, number}",
  "headers.value": "Wert {row, number}",
  "headers.remove": "Header {row, number} entfernen",
  "headers.add": "Header hinzufügen",
  "headers.full": "Die Höchstzahl ist erreicht.",
  "problem.required": "Erforderlich",
  "problem.format": "Ungültiges Format",
  "problem.long": "Höchstens {max, number} Zeichen",
  "problem.url": "Eine vollständige URL, die mit https:// beginnt",
  "problem.url.protocol": "Die URL muss mit https:// beginnen",
  "problem.header": "Ein Header-Name wie X-Source",
  "problem.header.twice": "Dieser Header ist doppelt aufgeführt",
  "test.label": "Beim Speichern eine Testanfrage senden",
  "test.hint":
    "Ein Beispielereignis, gekennzeichnet mit X-Meshes-Test: true. Nur eine Antwort von 200 bis 299 gilt als Erfolg.",
  "save.testing": "Testanfrage wird gesendet …",
  "save.checking": "{name} wird abgefragt …",
  "save.saving": "Wird gespeichert …",
  "save.back": "Zurück zu den Verbindungen",
  "save.failed": "Es wurde nichts gespeichert.",
  "save.failed.fields": "Es wurde nichts gespeichert. Korrigieren Sie die markierten Felder.",
  "save.failed.test":
    "<strong>Es wurde nichts gespeichert:</strong> Die Testanfrage ist fehlgeschlagen. Der Grund steht oben bei der URL.",
  "save.untested": "Ohne Test speichern",
  "warning.missing_scope": "Beim Verbinden des Kontos wurden einige Berechtigungen nicht erteilt:",
  "warning.mapping_drift": "Das Ziel hat sich geändert, und die Zuordnung passt nicht mehr dazu:",
} satisfies TranslationOf<typeof en>;
