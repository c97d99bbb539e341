import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Übersicht",
  description: "Wo Handlungsbedarf besteht, und wie die Zustellung läuft.",
  loading: "Übersicht wird geladen",

  "attention.title": "Handlungsbedarf",
  "attention.connections": "{count, plural, one {# Verbindung} other {# Verbindungen}}",
  "attention.rules": "{count, plural, one {# Regel} other {# Regeln}}",
  "attention.none":
    "<strong>Kein Handlungsbedarf.</strong> <soft>Alle Verbindungen sind aktiv, und {range, select, hour {in der letzten Stunde} day {in den letzten 24 Stunden} week {in den letzten 7 Tagen} month {in den letzten 30 Tagen} other {im gewählten Zeitraum}} ist nichts fehlgeschlagen.</soft>",
  "attention.inactive": "<strong>Inaktiv.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Inaktiv.</strong> {what} {todo} Wartende Zustellungen werden gesendet, sobald die Verbindung wieder aktiv ist.",
  "attention.failed":
    "{range, select, hour {Letzte Stunde} day {Letzte 24 Stunden} week {Letzte 7 Tage} month {Letzte 30 Tage} other {Gewählter Zeitraum}}: {failed, plural, one {# Zustellung} other {# Zustellungen}} fehlgeschlagen",
  "attention.retrying":
    "{range, select, hour {Letzte Stunde} day {Letzte 24 Stunden} week {Letzte 7 Tage} month {Letzte 30 Tage} other {Gewählter Zeitraum}}: {retrying, plural, one {# Zustellung wird} other {# Zustellungen werden}} erneut versucht",
  "attention.failedAndRetrying":
    "{range, select, hour {Letzte Stunde} day {Letzte 24 Stunden} week {Letzte 7 Tage} month {Letzte 30 Tage} other {Gewählter Zeitraum}}: {failed, plural, one {# Zustellung} other {# Zustellungen}} fehlgeschlagen, {retrying, plural, one {# wird} other {# werden}} erneut versucht",
  "attention.lastError": "Letzter Fehler: <bdi>{error}</bdi>",
  "attention.failedEvents": "Fehlgeschlagene Ereignisse",
  "attention.retryingEvents": "Ereignisse mit neuem Versuch",
  "attention.reconnect": "Neu verbinden",
  "attention.fixConnection": "Verbindung reparieren",
  "attention.brokenRule": "Die Regel für <bdi>{event}</bdi>",
  "attention.brokenRule.text":
    "<strong>Fehlerhaft.</strong> Sie verweist auf etwas, das nicht mehr existiert, daher schlagen alle ihre Zustellungen fehl. Bearbeiten oder löschen Sie die Regel.",
  "attention.fixRule": "Regel reparieren",

  "setup.title": "Zustellung einrichten",
  "setup.progress": "{done, number} von {total, number} erledigt",
  "setup.done": "(erledigt)",
  "setup.open": "(offen)",
  "setup.administrator": "Übernimmt die Administration",
  "setup.connect.title": "Ziel verbinden",
  "setup.connect.text": "Wählen Sie, wohin Ereignisse zugestellt werden, zum Beispiel an eine Webhook-URL.",
  "setup.connect.action": "Verbinden",
  "setup.rule.title": "Regel erstellen",
  "setup.rule.text": "Wählen Sie, welche Ereignisse an welches Ziel gehen.",
  "setup.rule.action": "Regel erstellen",
  "setup.test.title": "Testereignis senden",
  "setup.test.text": "Verfolgen Sie ein Ereignis vom Eingang bis zur Zustellung.",
  "setup.test.action": "Testereignis senden",

  "metrics.title":
    "{range, select, hour {Letzte Stunde} day {Letzte 24 Stunden} week {Letzte 7 Tage} month {Letzte 30 Tage} other {Gewählter Zeitraum}}",
  "metrics.events": "Ereignisse",
  "metrics.delivered": "Zugestellt",
  "metrics.failed": "Fehlgeschlagen",
  "metrics.retrying": "Neuer Versuch folgt",
  "metrics.loading": "wird geladen",
  "metrics.before":
    "{share} {range, select, hour {in der Stunde davor} day {am Vortag} week {in den 7 Tagen davor} month {in den 30 Tagen davor} other {im Zeitraum davor}}",
  "metrics.nothingBefore": "keine früheren Daten zum Vergleich",
  "metrics.notKept": "Für den Zeitraum davor gibt es keine Zahlen mehr.",
  "metrics.more":
    "{count, number} mehr als {range, select, hour {in der Stunde davor} day {am Vortag} week {in den 7 Tagen davor} month {in den 30 Tagen davor} other {im Zeitraum davor}}",
  "metrics.fewer":
    "{count, number} weniger als {range, select, hour {in der Stunde davor} day {am Vortag} week {in den 7 Tagen davor} month {in den 30 Tagen davor} other {im Zeitraum davor}}",
  "metrics.same":
    "wie {range, select, hour {in der Stunde davor} day {am Vortag} week {in den 7 Tagen davor} month {in den 30 Tagen davor} other {im Zeitraum davor}}",

  "range.label": "Zeitraum",
  "range.1h": "1 Stunde",
  "range.24h": "24 Stunden",
  "range.7d": "7 Tage",
  "range.30d": "30 Tage",
  "range.own": "Eigener …",
  "activity.title": "Ereignisse im Verlauf",
  "activity.none": "Keine Ereignisse in diesem Zeitraum.",
  "activity.delivered": "Zugestellt",
  "activity.underway": "Noch offen",
  "activity.failed": "Fehlgeschlagen",
  "activity.canceled": "Abgebrochen",
  "activity.unmatched": "Keine Regel",
  "activity.total": "Alle",
  "activity.from": "Ab",
  "activity.table": "Als Tabelle anzeigen",
  "activity.bar": "{time}: {parts}",
  "activity.part.delivered": "{count, number} zugestellt",
  "activity.part.underway": "{count, number} noch offen",
  "activity.part.failed": "{count, number} fehlgeschlagen",
  "activity.part.canceled": "{count, number} abgebrochen",
  "activity.part.unmatched": "{count, number} ohne Regel",
  "activity.latency": "Die Hälfte der Zustellungen kam innerhalb von {median} an, 95 % innerhalb von {most}.",
  "pipeline.title": "Vom Ereignis zur Zustellung",
  "pipeline.received": "Eingegangen",
  "pipeline.matched": "Von einer Regel erfasst",
  "pipeline.unmatched":
    "{count, plural, one {Auf # Ereignis traf keine Regel zu} other {Auf # Ereignisse traf keine Regel zu}}",
  "pipeline.failed": "{count, plural, one {# Ereignis ist fehlgeschlagen} other {# Ereignisse sind fehlgeschlagen}}",
  "pipeline.canceled": "{count, plural, one {# Ereignis wurde abgebrochen} other {# Ereignisse wurden abgebrochen}}",
  "pipeline.underway": "{count, plural, one {# Ereignis ist noch offen} other {# Ereignisse sind noch offen}}",
  "pipeline.newest": "Von den neuesten {count, number}:",
  "pipeline.others": "Andere: {count, number}",
  "by-connection.title": "Nach Verbindung",
  "by-connection.connection": "Verbindung",
  "by-connection.deliveries": "Zustellungen",
  "by-connection.delivered": "Zugestellt",
  "by-connection.failed": "Fehlgeschlagen",
  "by-connection.retrying": "Neuer Versuch",
  "by-connection.latency": "95 % in",
  "by-connection.deleted": "(gelöscht)",

  "latest.title": "Neueste Ereignisse",
  "latest.all": "Alle Ereignisse",
  "latest.none.title": "Noch keine Ereignisse",
  "latest.none.text": "Ereignisse erscheinen hier, sobald das erste eingegangen ist.",
} satisfies TranslationOf<typeof en>;
