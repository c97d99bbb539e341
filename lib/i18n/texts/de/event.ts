import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/event.ts";

export default {
  title: "Ereignis",
  loading: "Ereignis wird geladen",
  failed: "Dieses Ereignis konnte nicht geladen werden",

  "summary.label": "Zusammenfassung",
  "summary.sentence": "{parts}.",
  "summary.none": "Keine Regel traf zu, daher wurde nichts gesendet.",
  "summary.done": "{done, number} von {total, plural, one {# Zustellung} other {# Zustellungen}} erledigt",
  "summary.processing": "{count, plural, one {# läuft} other {# laufen}}",
  "summary.pending": "{count, plural, one {# beginnt gleich} other {# beginnen gleich}}",
  "summary.retrying": "{count, plural, one {# wird erneut versucht} other {# werden erneut versucht}}",
  "summary.failed": "{count, number} fehlgeschlagen",
  "summary.canceled": "{count, number} abgebrochen",

  "fact.id": "ID",
  "fact.resource": "Ressource",
  "fact.received": "Empfangen",
  "fact.sender": "Gesendet von",

  "cancel-event.open": "Ereignis abbrechen",
  "cancel-event.question":
    "{count, plural, one {# offene Zustellung dieses Ereignisses abbrechen?} other {# offene Zustellungen dieses Ereignisses abbrechen?}}",
  "cancel-event.text":
    "Für keine Verbindung gibt es weitere Versuche. Laufende Anfragen werden noch abgeschlossen. Jede Zustellung kann später erneut versucht werden.",
  "cancel-event.confirm": "{count, plural, one {Zustellung abbrechen} other {Zustellungen abbrechen}}",
  "cancel-event.keep": "Weiter versuchen",
  "cancel-event.done": "Es gibt keine weiteren Versuche. Laufende Anfragen werden noch abgeschlossen.",

  "journey.title": "Verlauf",
  "journey.received": "Empfangen",
  "journey.matched": "{count, plural, one {# Regel traf zu} other {# Regeln trafen zu}}",
  "journey.no-rule": "Keine Regel traf zu",
  "journey.no-rule.text":
    "Beim Empfang gab es keine aktive Regel für <name>{event}</name> bei <name>{resource}</name>. Das Ereignis bleibt gespeichert, aber später erstellte Regeln gelten nicht dafür. Senden Sie es erneut, sobald es eine Regel gibt. <link>Regel dafür erstellen</link>",

  "delivery.pending": "Wartet auf den ersten Versuch.",
  "delivery.processing": "Ein Versuch läuft.",
  "delivery.retrying":
    "{count, plural, one {Nach # Versuch nicht zugestellt.} other {Nach # Versuchen nicht zugestellt.}}",
  "delivery.completed": "{count, plural, one {Nach # Versuch zugestellt.} other {Nach # Versuchen zugestellt.}}",
  "delivery.failed": "{count, plural, one {Nach # Versuch aufgegeben.} other {Nach # Versuchen aufgegeben.}}",
  "delivery.canceled":
    "{count, plural, one {Nach # Versuch abgebrochen; es gibt keine weiteren Versuche.} other {Nach # Versuchen abgebrochen; es gibt keine weiteren Versuche.}}",
  "delivery.canceled-unattempted": "Vor dem ersten Versuch abgebrochen.",
  "delivery.waiting": "Wartet, weil die Verbindung inaktiv ist.",
  "delivery.next": "Nächster Versuch <countdown>in 4 s</countdown>.",
  "delivery.connection-deleted": "Die Verbindung wurde gelöscht, daher ist keine Zustellung mehr möglich.",
  "delivery.rule-deleted": "Die Regel wurde gelöscht; diese Zustellung bleibt zur Dokumentation erhalten.",
  "delivery.waiting.text":
    "Die Zustellung erfolgt, sobald die Verbindung wieder aktiv ist. Nach 72 Stunden schlägt sie fehl. <link>Verbindung reparieren</link>",

  "retry.now": "Jetzt erneut versuchen",
  "retry.queued": "Neuer Versuch eingeplant. Das Ergebnis erscheint unten.",
  "retry.blocked.connection_deleted": "Die Verbindung wurde gelöscht",
  "retry.blocked.rule_deleted": "Die Regel wurde gelöscht",
  "retry.blocked.connection_inactive": "Die Verbindung ist inaktiv",

  "cancel.open": "Abbrechen",
  "cancel.question": "Zustellung an „<name>{connection}</name>“ abbrechen?",
  "cancel.text":
    "Es gibt keine weiteren Versuche. Eine laufende Anfrage wird noch abgeschlossen. Sie können es später erneut versuchen.",
  "cancel.confirm": "Diese Zustellung abbrechen",
  "cancel.keep": "Weiter versuchen",

  "attempts.label": "Versuche, neueste zuerst",
  "attempts.failed": "Die Versuche konnten nicht geladen werden",
  "attempts.none": "Es gab keinen Versuch.",
  "attempts.none-yet": "Es gab noch keinen Versuch.",
  "attempt.number": "#{number, number}",
  "attempt.field": "Feld {field}: {message}",
  "attempt.no-answer": "keine Antwort",
  "attempt.details": "Details",
  "attempt.details.label": "Details zu Versuch {number, number}",

  "payload.title": "Inhalt",
  "payload.failed": "Der Inhalt konnte nicht geladen werden",
  "payload.withheld.member": "Nur Administratoren und Inhaber können die Inhalte von Ereignissen ansehen.",
  "payload.withheld.session": "Diese Sitzung darf die Inhalte von Ereignissen nicht lesen.",
} satisfies TranslationOf<typeof en>;
