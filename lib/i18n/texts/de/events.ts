import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/events.ts";

export default {
  title: "Ereignisse",
  description: "Was empfangen und wohin es zugestellt wurde.",

  "test.open": "Testereignis senden",
  "test.title": "Testereignis senden",

  "filter.label": "Ereignisse filtern",
  "filter.status": "Status",
  "filter.status.delivery": "Zustellstatus",
  "filter.status.any": "Alle",
  "filter.event": "Ereignis",
  "filter.resource": "Ressource",
  "filter.resource-id": "Ressourcen-ID",
  "filter.received": "Empfangen",
  "filter.received.any": "Beliebige Zeit",
  "filter.received.1h": "Letzte Stunde",
  "filter.received.24h": "Letzte 24 Stunden",
  "filter.received.7d": "Letzte 7 Tage",
  "filter.received.30d": "Letzte 30 Tage",
  "filter.connection": "Verbindung",
  "filter.connection.any": "Alle",
  "filter.event-id": "Ereignis-ID",

  "retry-all.open": "Alle erneut versuchen…",
  "retry-all.title": "Alle erneut versuchen",
  "retry-all.close": "Schließen",

  "list.caption": "Ereignisse",
  "list.new": "{count, plural, one {# neues Ereignis} other {# neue Ereignisse}}",
  "list.more-failed": "Weitere Ereignisse konnten nicht geladen werden.",

  "empty.title": "Noch keine Ereignisse",
  "empty.text": "Ereignisse aus Ihrem Produkt erscheinen hier innerhalb von Sekunden, mit allen ihren Zustellungen.",
  "empty-filtered.title": "Kein Ereignis entspricht diesen Filtern",
  "empty-filtered.text":
    "Ereignisnamen, Ressourcen und IDs müssen genau übereinstimmen, auch in der Groß- und Kleinschreibung.",
  "empty-filtered.clear": "Filter zurücksetzen",
} satisfies TranslationOf<typeof en>;
