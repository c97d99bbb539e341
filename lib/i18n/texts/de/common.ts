import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/common.ts";

export default {
  "page.dashboard": "Übersicht",
  "page.connections": "Verbindungen",
  "page.rules": "Regeln",
  "page.events": "Ereignisse",

  "status.pending": "Ausstehend",
  "status.processing": "Läuft",
  "status.retrying": "Neuer Versuch folgt",
  "status.completed": "Zugestellt",
  "status.failed": "Fehlgeschlagen",
  "status.canceled": "Abgebrochen",
  "status.unmatched": "Keine Regel",

  "hours.label":
    "Letzte 24 Stunden: {delivered, number} zugestellt, {underway, number} noch offen, {failed, number} fehlgeschlagen",

  "outcome.delivered": "Zugestellt",
  "outcome.rejected_client_error": "Das Ziel hat die Anfrage abgelehnt",
  "outcome.rejected_server_error": "Im Ziel ist ein interner Fehler aufgetreten",
  "outcome.rate_limited": "Das Ziel hat darum gebeten, langsamer zu senden",
  "outcome.auth_failed": "Das Ziel hat die Zugangsdaten nicht akzeptiert",
  "outcome.timeout": "Das Ziel hat nicht rechtzeitig geantwortet",
  "outcome.network_error": "Das Ziel war nicht erreichbar",
  "outcome.mapping_error": "Das Ereignis ließ sich nicht in das Format umwandeln, das das Ziel benötigt",
  "outcome.internal_error": "Auf unserer Seite ist ein Fehler aufgetreten",
  "outcome.invalid_request": "Das Ziel konnte die Anfrage nicht verarbeiten",
  "outcome.validation_failed": "Das Ziel hat die Daten nicht akzeptiert",
  "outcome.destination_not_found": "Das Ziel hat nicht gefunden, wohin gesendet werden sollte",
  "outcome.destination_conflict": "Die Daten widersprechen dem, was im Ziel schon vorhanden ist",
  "outcome.destination_gone": "Laut dem Ziel gibt es das endgültig nicht mehr",
  "outcome.destination_timeout": "Die Verarbeitung im Ziel hat zu lange gedauert",
  "outcome.payload_too_large": "Das Ereignis ist zu groß für das Ziel",

  "problem.inactive": "Die Verbindung ist inaktiv",
  "trigger.scheduled": "Automatisch",
  "trigger.manual": "Einzeln erneut versucht",
  "trigger.bulk": "Gesammelt erneut versucht",

  "inactive.authentication_invalid.what":
    "Das Ziel akzeptiert die Zugangsdaten nicht mehr oder meldet, dass es die Adresse nicht mehr gibt.",
  "inactive.authentication_invalid.todo":
    "Prüfen Sie die Adresse und die Zugangsdaten, und speichern Sie dann die Verbindung.",
  "inactive.oauth_authorization_revoked.what": "Der Zugriff wurde im verbundenen Konto widerrufen.",
  "inactive.oauth_authorization_revoked.todo": "Verbinden Sie das Konto neu.",
  "inactive.oauth_reauthorization_required.what": "Das verbundene Konto verlangt eine neue Anmeldung.",
  "inactive.oauth_reauthorization_required.todo": "Verbinden Sie das Konto neu.",
  "inactive.manually_inactivated.what":
    "Die Verbindung wurde von einer Person angehalten, oder ihr Endpunkt hat mit „410 Gone“ geantwortet.",
  "inactive.manually_inactivated.todo": "Setzen Sie sie fort, oder speichern Sie sie mit einer anderen URL.",

  "rule.when":
    "Wenn <name>{event}</name> {scope, select, resource {für <name>{resource}</name> } id {für <name>beliebige Ressource</name> / <name>{id}</name> } both {für <name>{resource}</name> / <name>{id}</name> } other {}}eintritt <arrow>senden an</arrow>",

  "events.status": "Status",
  "events.event": "Ereignis",
  "events.resource": "Ressource",
  "events.delivered": "Zugestellt",
  "events.delivered.share": "{delivered, number}/{total, number}<hidden> zugestellt</hidden>",
  "events.received": "Empfangen",
  "event.copy-id": "Ereignis-ID kopieren",
  "payload.copy": "Inhalt kopieren",

  "loading.events": "Ereignisse werden geladen",
  "loading.latest-events": "Neueste Ereignisse werden geladen",
  "loading.connections": "Verbindungen werden geladen",
  "loading.rules": "Regeln werden geladen",

  "table.shown": "Die ersten {count, number}",
  "table.more": "Mehr laden",
  "table.loading-more": "Weitere werden geladen …",

  "error.title": "Das konnte nicht geladen werden",
  "error.network":
    "Der Server ist nicht erreichbar. Prüfen Sie Ihre Internetverbindung, und versuchen Sie es noch einmal.",
  "error.invalid-response": "Der Server hat eine Antwort gesendet, die diese Seite nicht versteht.",
  "error.session-ended": "Ihre Sitzung ist beendet. Laden Sie die Seite neu, die diesen Arbeitsbereich enthält.",
  "error.session-refused":
    "Ihre Sitzung wird nicht mehr akzeptiert. Laden Sie die Seite neu, die diesen Arbeitsbereich enthält.",
  "error.forbidden": "Ihre Rolle erlaubt das nicht. Wenden Sie sich an die Administration Ihres Arbeitsbereichs.",
  "error.not-found": "Das gibt es nicht mehr, oder es gehört zu einem anderen Arbeitsbereich.",
  "error.too-large": "Das ist zu groß, um gesendet zu werden.",
  "error.too-many-requests":
    "Zu viele Anfragen in kurzer Zeit. Warten Sie einige Sekunden, und versuchen Sie es noch einmal.",
  "error.server": "Auf dem Server ist ein Fehler aufgetreten. Ein neuer Versuch kann helfen.",
  "error.unavailable": "Der Dienst ist vorübergehend nicht verfügbar. Versuchen Sie es in Kürze noch einmal.",
  "error.unexpected": "Auf dieser Seite ist ein unerwarteter Fehler aufgetreten.",
  "error.request": "Anfrage-ID <code>{id}</code>",
  "action.retry": "Erneut versuchen",
  stale:
    "Der neueste Stand konnte nicht geladen werden; was Sie sehen, ist möglicherweise veraltet. Es wird erneut versucht.",

  "confirm.keep": "Behalten",
  "countdown.left": "in {duration}",
  "countdown.over": "jeden Moment",

  "field.optional": "(optional)",
  "field.empty": "Darf nicht leer sein",
  "field.too-long": "Höchstens {max, plural, one {# Zeichen} other {# Zeichen}}",

  "filter.any": "Alle",

  "combobox.show": "{what} anzeigen",
  "combobox.searching": "Weitere {what} werden gesucht",
  "combobox.none": "Keine {what} vorhanden",
  "combobox.no-match": "{count, plural, one {Kein Treffer ({what})} other {Kein Treffer unter # Einträgen ({what})}}",
  "combobox.cut": "{shown, number} von {total, number} {what}. Tippen Sie, um die Liste einzugrenzen.",
  "combobox.count": "{count, plural, one {# Eintrag} other {# {what}}}",

  "json.items": "{count, plural, one {# Element} other {# Elemente}}",
  "json.keys": "{count, plural, one {# Schlüssel} other {# Schlüssel}}",
  "json.more": "{count, plural, one {# weiteren Eintrag anzeigen} other {# weitere Einträge anzeigen}}",
} satisfies TranslationOf<typeof en>;
