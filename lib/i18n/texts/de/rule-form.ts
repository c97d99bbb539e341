import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rule-form.ts";

export default {
  "title.new": "Neue Regel",
  "title.edit": "Regel bearbeiten",
  loading: "Formular wird geladen",
  broken: "<strong>Über diese Regel kann nichts zugestellt werden.</strong> {problem}",

  event: "Wenn dieses Ereignis eintritt",
  "event.hint": "Der genaue Name. Bereits empfangene Namen werden vorgeschlagen.",
  resource: "Bei dieser Ressource",
  "resource.hint": "Leer lassen für jede Ressource",
  "resource.placeholder": "Jede",
  id: "Mit dieser ID",
  "id.hint": "Leer lassen für jede ID",
  "id.placeholder": "Jede",
  "session.hint": "Durch Ihre Sitzung vorgegeben",

  connection: "Senden an",
  "connection.fixed": "Eine Regel behält ihre Verbindung. Erstellen Sie für eine andere Verbindung eine weitere Regel.",
  "connection.option": "{name} ({destination})",
  "connection.inactive":
    "Diese Verbindung ist inaktiv: Zustellungen warten bis zu 72 Stunden darauf, dass sie wieder aktiv wird.",
  action: "Und dies ausführen",

  "account.items":
    "{items, select, campaigns {Kampagnen} channels {Kanäle} groups {Gruppen} labels {Labels} lists {Listen} meetings {Meetings} properties {Eigenschaften} segments {Segmente} tags {Tags} templates {Vorlagen} webinars {Webinare} other {{items}}}",
  "account.id":
    "{noun, select, audience {ID der Zielgruppe} campaign {ID der Kampagne} channel {ID des Kanals} field {ID des Feldes} group {ID der Gruppe} label {ID des Labels} list {ID der Liste} meeting {ID des Meetings} property {ID der Eigenschaft} segment {ID des Segments} tag {ID des Tags} template {ID der Vorlage} webinar {ID des Webinars} other {ID ({noun})}}",
  "account.loading": "{items} werden geladen",
  "account.unread": "Die {items} konnten nicht geladen werden.",
  "account.unread.placeholder": "{items} nicht verfügbar",
  "account.search": "{items} durchsuchen",
  "account.empty": "Im verbundenen Konto gibt es noch keine {items}.",
  "account.gone": "Ihre Auswahl ist im Konto nicht mehr vorhanden. Wählen Sie etwas anderes.",
  "account.gone.choice": "Nicht mehr im Konto",
  "account.refresh": "{items} aktualisieren",
  "account.retry": "Erneut versuchen",
  "account.list": "Aus der Liste wählen",
  "account.manual": "ID selbst eingeben",
  "account.option.search": "Suchen",

  insert: "Wert einfügen<hidden> in {field}</hidden>",
  "insert.choose": "Auswählen …",
  "preview.label": "Vorschau von {field}",
  "preview.event": "Mit dem Ereignis, das <time></time> empfangen wurde",
  "preview.missing": "Fehlt im Inhalt dieses Ereignisses: {paths}",
  "preview.long": "Zu lang zum Anzeigen",
  "preview.choose": "Keine Vorschau: Wählen Sie zuerst das Ereignis.",
  "preview.none": "Keine Vorschau: Es wurde noch kein Ereignis <name>{event}</name> empfangen.",
  "preview.forbidden": "Keine Vorschau: In dieser Sitzung dürfen die Inhalte von Ereignissen nicht gelesen werden.",

  "problem.empty": "Darf nicht leer sein",
  "problem.choice": "Bitte auswählen",
  "problem.format": "Ungültiges Format",
  "problem.resource": "Zu einer Ressourcen-ID gehört auch die Ressource",
  "problem.connection": "Wählen Sie eine Verbindung",
  "problem.action": "Wählen Sie eine Aktion",

  create: "Regel erstellen",
  "create.failed": "Die Regel wurde nicht erstellt.",
  save: "Regel speichern",
  "save.failed": "Die Regel wurde nicht gespeichert.",
  saving: "Wird gespeichert …",
  back: "Zurück zu den Regeln",
} satisfies TranslationOf<typeof en>;
