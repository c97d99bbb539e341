import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Übersicht",
  description: "Wo Handlungsbedarf besteht, und die letzten 24 Stunden.",
  loading: "Übersicht wird geladen",

  "attention.title": "Handlungsbedarf",
  "attention.connections": "{count, plural, one {# Verbindung} other {# Verbindungen}}",
  "attention.rules": "{count, plural, one {# Regel} other {# Regeln}}",
  "attention.none":
    "<strong>Kein Handlungsbedarf.</strong> <soft>Alle Verbindungen sind aktiv, und in den letzten 24 Stunden ist nichts fehlgeschlagen.</soft>",
  "attention.inactive": "<strong>Inaktiv.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Inaktiv.</strong> {what} {todo} Wartende Zustellungen werden gesendet, sobald die Verbindung wieder aktiv ist.",
  "attention.failed": "Letzte 24 Stunden: {failed, plural, one {# Zustellung} other {# Zustellungen}} fehlgeschlagen",
  "attention.retrying":
    "Letzte 24 Stunden: {retrying, plural, one {# Zustellung wird} other {# Zustellungen werden}} erneut versucht",
  "attention.failedAndRetrying":
    "Letzte 24 Stunden: {failed, plural, one {# Zustellung} other {# Zustellungen}} fehlgeschlagen, {retrying, plural, one {# wird} other {# werden}} erneut versucht",
  "attention.lastError": "Letzter Fehler: <bdi>{error}</bdi>",
  "attention.failedEvents": "Fehlgeschlagene Ereignisse",
  "attention.retryingEvents": "Ereignisse mit neuem Versuch",
  "attention.reconnect": "Neu verbinden",
  "attention.fixConnection": "Verbindung reparieren",
  "attention.editConnection": "Verbindung bearbeiten",
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

  "metrics.title": "Letzte 24 Stunden",
  "metrics.events": "Ereignisse",
  "metrics.delivered": "Zugestellt",
  "metrics.failed": "Fehlgeschlagen",
  "metrics.retrying": "Neuer Versuch folgt",
  "metrics.loading": "wird geladen",
  "metrics.before": "{share} am Vortag",
  "metrics.nothingBefore": "keine früheren Daten zum Vergleich",
  "metrics.more": "{count, number} mehr als am Vortag",
  "metrics.fewer": "{count, number} weniger als am Vortag",
  "metrics.same": "wie am Vortag",

  "latest.title": "Neueste Ereignisse",
  "latest.all": "Alle Ereignisse",
  "latest.none.title": "Noch keine Ereignisse",
  "latest.none.text": "Ereignisse erscheinen hier, sobald das erste eingegangen ist.",
} satisfies TranslationOf<typeof en>;
