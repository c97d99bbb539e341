import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rules.ts";

export default {
  title: "Regeln",
  description: "Welche Ereignisse an welche Verbindung gehen. Eine Regel gilt sofort.",
  new: "Neue Regel",
  "empty.title": "Noch keine Regeln",
  "empty.text": "Ohne Regel werden Ereignisse empfangen und aufbewahrt, aber nicht zugestellt.",
  "empty.text.ask":
    "Ohne Regel werden Ereignisse empfangen und aufbewahrt, aber nicht zugestellt. Ein Administrator Ihres Arbeitsbereichs kann eine Regel erstellen.",
  "empty.create": "Regel erstellen",
  "column.rule": "Regel",
  "column.state": "Status",
  "column.created": "Erstellt",
  "column.actions": "Aktionen",
  "state.active": "Aktiv",
  "state.paused": "Angehalten",
  "state.broken": "Fehlerhaft",
  "state.connection-inactive": "Verbindung inaktiv",
  edit: "Bearbeiten",
  "edit.label": "Regel für {event} bearbeiten",
  pause: "Anhalten",
  "pause.label": "Regel für {event} anhalten",
  "pause.question": "Diese Regel anhalten?",
  "pause.effect":
    "Neue Ereignisse werden nicht mehr über diese Regel zugestellt, auch nicht nachträglich. Bereits vorhandene Zustellungen laufen weiter.",
  "pause.confirm": "Regel anhalten",
  "pause.cancel": "Weiterlaufen lassen",
  resume: "Fortsetzen",
  "resume.label": "Regel für {event} fortsetzen",
  "resume.question": "Diese Regel fortsetzen?",
  "resume.effect":
    "Sie gilt ab jetzt für neue Ereignisse. Was während der Unterbrechung empfangen wurde, wird über diese Regel nicht zugestellt.",
  "resume.confirm": "Regel fortsetzen",
  "resume.cancel": "Angehalten lassen",
  delete: "Löschen",
  "delete.label": "Regel für {event} löschen",
  "delete.question": "Diese Regel löschen?",
  "delete.effect":
    "Neue Ereignisse werden nicht mehr über diese Regel zugestellt. Bereits empfangene Ereignisse bleiben erhalten.",
  "delete.confirm": "Regel löschen",
} satisfies TranslationOf<typeof en>;
