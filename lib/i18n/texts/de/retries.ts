import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/retries.ts";

export default {
  "preview.counting": "Zustellungen werden gezählt",
  "preview.none": "Keine Zustellung entspricht diesem Filter.",
  "preview.all":
    "{count, plural, one {# Zustellung kann erneut versucht werden.} other {# Zustellungen können erneut versucht werden.}}",
  "preview.some":
    "{retryable, number} von {matching, plural, one {# Zustellung} other {# Zustellungen}} {retryable, plural, one {kann} other {können}} erneut versucht werden.",
  "preview.none-retryable":
    "{count, plural, one {# Zustellung, die derzeit nicht erneut versucht werden kann.} other {# Zustellungen, von denen derzeit keine erneut versucht werden kann.}}",
  "preview.more-than":
    "{count, plural, one {Mehr als # Zustellung; dort wurde nicht weitergezählt.} other {Mehr als # Zustellungen; dort wurde nicht weitergezählt.}}",
  "preview.uncounted":
    "Es sind zu viele, um sie vorab zu zählen. Passende Zustellungen werden während der Ausführung gesucht.",
  "preview.effect":
    "Für jede beginnt der ganze Zeitplan der Versuche von vorn. Zustellungen, die bereits erfolgt sind oder erst ab jetzt fehlschlagen, sind nicht betroffen.",
  "preview.running": "In diesem Arbeitsbereich läuft eine Sammelwiederholung.",
  "preview.running.show": "Anzeigen",

  "filter.label": "Was erneut versucht wird",
  "filter.failed": "Fehlgeschlagene Zustellungen",
  "filter.canceled": "Abgebrochene Zustellungen",
  "filter.status":
    "von Ereignissen mit dem Status „{status, select, pending {ausstehend} processing {läuft} retrying {neuer Versuch folgt} completed {zugestellt} failed {fehlgeschlagen} canceled {abgebrochen} other {{status}}}“",
  "filter.id": "des Ereignisses {id}",
  "filter.event-ids": "{count, plural, one {von # ausgewählten Ereignis} other {von # ausgewählten Ereignissen}}",
  "filter.event": "des Ereignistyps {event}",
  "filter.resource": "der Ressource {resource}",
  "filter.resource-id": "der Ressourcen-ID {id}",
  "filter.connection": "an die Verbindung {connection}",
  "filter.rule": "durch die Regel {rule}",
  "filter.problem": "im Problem {problem}",
  "filter.outcome": "deren letzter Versuch so endete: {outcome}",
  "filter.created-after": "von Ereignissen, die ab dem {time} empfangen wurden",
  "filter.created-before": "von Ereignissen, die vor dem {time} empfangen wurden",

  "skipped.title": "{count, plural, one {# Zustellung übersprungen:} other {# Zustellungen übersprungen:}}",
  "skipped.rule_deleted": "{count, number}, weil die Regel gelöscht wurde",
  "skipped.connection_deleted": "{count, number}, weil die Verbindung gelöscht wurde",
  "skipped.rule_inactive": "{count, number}, weil die Regel angehalten ist",
  "skipped.connection_inactive": "{count, number}, weil die Verbindung inaktiv ist",
  "skipped.status_changed":
    "{count, plural, one {#, weil sie vorher auf anderem Weg erneut versucht wurde} other {#, weil sie vorher auf anderem Weg erneut versucht wurden}}",

  "start.count": "{count, number} jetzt erneut versuchen",
  "start.all": "Alle jetzt erneut versuchen",
  "start.not-now": "Nicht jetzt",
  "start.refused": "Nicht gestartet: In diesem Arbeitsbereich läuft bereits eine andere Sammelwiederholung.",

  "progress.label": "Erneut versuchte Zustellungen",
  "progress.counted":
    "{retried, number} von {matching, plural, one {# Zustellung} other {# Zustellungen}} erneut versucht…",
  "progress.uncounted": "{count, number} erneut versucht…",
  "progress.completed":
    "{count, plural, one {Fertig. # Zustellung erneut versucht.} other {Fertig. # Zustellungen erneut versucht.}}",
  "progress.canceled": "{count, plural, one {Nach # Zustellung gestoppt.} other {Nach # Zustellungen gestoppt.}}",
  "progress.stop": "Stoppen",
  "progress.stop.refused": "Nicht gestoppt: Die Sammelwiederholung war bereits beendet.",

  "outcome.sentence": "Davon: {parts}.",
  "outcome.completed": "{count, number} zugestellt",
  "outcome.in-progress": "{count, plural, one {# läuft} other {# laufen}}",
  "outcome.retrying":
    "{count, plural, one {# wird nach Zeitplan erneut versucht} other {# werden nach Zeitplan erneut versucht}}",
  "outcome.failed": "{count, number} wieder fehlgeschlagen",
  "outcome.canceled": "{count, number} abgebrochen",
} satisfies TranslationOf<typeof en>;
