import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-permissions.ts";

export default {
  "aweber.account.read":
    "Die Berechtigung account.read wurde nicht erteilt. Ohne sie ist nicht möglich: die Erkennung des Kontos.",
  "aweber.list.read":
    "Die Berechtigung list.read wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl von Listen und die Zuordnung eigener Felder.",
  "aweber.subscriber.read":
    "Die Berechtigung subscriber.read wurde nicht erteilt. Ohne sie ist nicht möglich: das Bewahren der Werte in eigenen Feldern von Personen.",
  "aweber.subscriber.write":
    "Die Berechtigung subscriber.write wurde nicht erteilt. Ohne sie ist nicht möglich: das Hinzufügen von Personen zu Listen und ihr Entfernen.",
  "discord.bot":
    "Die Berechtigung bot wurde nicht erteilt. Ohne sie ist nicht möglich: das Senden von Nachrichten (dazu tritt der Bot dem Server bei).",
  "discord.identify":
    "Die Berechtigung identify wurde nicht erteilt. Ohne sie ist nicht möglich: die Feststellung, wer den Server verbunden hat.",
  "hubspot.oauth": "Die Berechtigung oauth wurde nicht erteilt. Ohne sie ist nicht möglich: die Verbindung selbst.",
  "hubspot.crm.objects.contacts.read":
    "Die Berechtigung crm.objects.contacts.read wurde nicht erteilt. Ohne sie ist nicht möglich: das Finden von Kontakten.",
  "hubspot.crm.objects.contacts.write":
    "Die Berechtigung crm.objects.contacts.write wurde nicht erteilt. Ohne sie ist nicht möglich: das Erstellen und Aktualisieren von Kontakten.",
  "hubspot.crm.lists.read":
    "Die Berechtigung crm.lists.read wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl von Listen.",
  "hubspot.crm.lists.write":
    "Die Berechtigung crm.lists.write wurde nicht erteilt. Ohne sie ist nicht möglich: das Hinzufügen von Kontakten zu Listen und ihr Entfernen.",
  "hubspot.crm.schemas.contacts.read":
    "Die Berechtigung crm.schemas.contacts.read wurde nicht erteilt. Ohne sie ist nicht möglich: die Zuordnung von Feldern und die Auswahl von Eigenschaften.",
  "intercom.Read-and-list-users-and-companies":
    "Die Berechtigung Read and list users and companies wurde nicht erteilt. Ohne sie ist nicht möglich: das Finden von Kontakten und die Zuordnung ihrer Felder.",
  "intercom.Write-users-and-companies":
    "Die Berechtigung Write users and companies wurde nicht erteilt. Ohne sie ist nicht möglich: das Erstellen und Aktualisieren von Kontakten.",
  "intercom.Read-tags":
    "Die Berechtigung Read tags wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl von Tags.",
  "intercom.Write-tags":
    "Die Berechtigung Write tags wurde nicht erteilt. Ohne sie ist nicht möglich: das Hinzufügen und Entfernen von Tags.",
  "pipedrive.base": "Die Berechtigung base wurde nicht erteilt. Ohne sie ist nicht möglich: die Erkennung des Kontos.",
  "pipedrive.contacts-full":
    "Die Berechtigung contacts:full wurde nicht erteilt. Ohne sie ist nicht möglich: das Finden, Erstellen und Aktualisieren von Personen.",
  "salesforce.api":
    "Die Berechtigung api wurde nicht erteilt. Ohne sie ist nicht möglich: das Lesen und Schreiben von Kontakten und Kampagnen.",
  "salesforce.refresh_token":
    "Die Berechtigung refresh_token wurde nicht erteilt. Ohne sie ist nicht möglich: eine dauerhafte Verbindung.",
  "salesforce.openid":
    "Die Berechtigung openid wurde nicht erteilt. Ohne sie ist nicht möglich: die Erkennung des Kontos.",
  "slack.chat-write":
    "Die Berechtigung chat:write wurde nicht erteilt. Ohne sie ist nicht möglich: das Senden von Nachrichten.",
  "slack.chat-write.public":
    "Die Berechtigung chat:write.public wurde nicht erteilt. Ohne sie ist nicht möglich: das Senden von Nachrichten in öffentliche Kanäle, denen die App nicht beigetreten ist.",
  "slack.channels-read":
    "Die Berechtigung channels:read wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl aus den öffentlichen Kanälen.",
  "slack.groups-read":
    "Die Berechtigung groups:read wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl aus den privaten Kanälen, in die die App eingeladen wurde.",
  "zoom.user-read-user":
    "Die Berechtigung user:read:user wurde nicht erteilt. Ohne sie ist nicht möglich: die Erkennung des Kontos.",
  "zoom.meeting-read-list_meetings":
    "Die Berechtigung meeting:read:list_meetings wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl aus den Meetings.",
  "zoom.meeting-read-meeting":
    "Die Berechtigung meeting:read:meeting wurde nicht erteilt. Ohne sie ist nicht möglich: die Prüfung, ob ein Meeting Anmeldungen annimmt.",
  "zoom.meeting-write-registrant":
    "Die Berechtigung meeting:write:registrant wurde nicht erteilt. Ohne sie ist nicht möglich: die Anmeldung von Personen zu Meetings.",
  "zoom.webinar-read-list_webinars":
    "Die Berechtigung webinar:read:list_webinars wurde nicht erteilt. Ohne sie ist nicht möglich: die Auswahl aus den Webinaren.",
  "zoom.webinar-write-registrant":
    "Die Berechtigung webinar:write:registrant wurde nicht erteilt. Ohne sie ist nicht möglich: die Anmeldung von Personen zu Webinaren.",
} satisfies TranslationOf<typeof en>;
