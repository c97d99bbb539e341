import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-actions.ts";

export default {
  "activecampaign.add_to_list.label": "Zur Liste hinzufügen",
  "activecampaign.add_to_list.description":
    "Erstellt oder aktualisiert den Kontakt mit den zugeordneten Feldern und meldet ihn bei einer Liste an",
  "activecampaign.remove_from_list.label": "Aus der Liste entfernen",
  "activecampaign.remove_from_list.description": "Meldet den Kontakt von einer Liste ab",
  "activecampaign.add_tag.label": "Tag hinzufügen",
  "activecampaign.add_tag.description":
    "Erstellt oder aktualisiert den Kontakt mit den zugeordneten Feldern und gibt ihm ein Tag",
  "activecampaign.remove_tag.label": "Tag entfernen",
  "activecampaign.remove_tag.description": "Entfernt ein Tag vom Kontakt",
  "activecampaign.sync_contact.label": "Kontakt abgleichen",
  "activecampaign.sync_contact.description": "Erstellt oder aktualisiert den Kontakt mit den zugeordneten Feldern",
  "aweber.add_to_list.label": "Zur Liste hinzufügen",
  "aweber.add_to_list.description":
    "Fügt die Person einer Liste hinzu; ist sie dort schon vorhanden, werden die zugeordneten Felder aktualisiert",
  "aweber.remove_from_list.label": "Aus der Liste entfernen",
  "aweber.remove_from_list.description": "Meldet die Person von einer Liste ab",
  "customer_io.track_event.label": "Ereignis aufzeichnen",
  "customer_io.track_event.description":
    "Erstellt oder aktualisiert die Person mit den zugeordneten Merkmalen und zeichnet das Ereignis auf",
  "discord.send_message.label": "Nachricht senden",
  "discord.send_message.description": "Schreibt ein Embed, einen Titel mit Text darunter, in einen Kanal des Servers",
  "hubspot.add_to_list.label": "Zur Liste hinzufügen",
  "hubspot.add_to_list.description": "Erstellt oder aktualisiert den Kontakt und fügt ihn einer statischen Liste hinzu",
  "hubspot.remove_from_list.label": "Aus der Liste entfernen",
  "hubspot.remove_from_list.description": "Entfernt den Kontakt aus einer statischen Liste",
  "hubspot.update_property.label": "Eigenschaft festlegen",
  "hubspot.update_property.description":
    "Setzt eine Eigenschaft des Kontakts auf einen gewählten Wert; fehlt der Kontakt, wird er erstellt",
  "intercom.add_tag.label": "Tag hinzufügen",
  "intercom.add_tag.description": "Erstellt oder aktualisiert den Kontakt und fügt ihm das Tag hinzu",
  "intercom.remove_tag.label": "Tag entfernen",
  "intercom.remove_tag.description": "Entfernt das Tag vom Kontakt",
  "mailchimp.add_to_list.label": "Zur Zielgruppe hinzufügen",
  "mailchimp.add_to_list.description":
    "Meldet den Kontakt bei einer Zielgruppe an; ist er dort schon vorhanden, werden die zugeordneten Felder aktualisiert",
  "mailchimp.remove_from_list.label": "Aus der Zielgruppe entfernen",
  "mailchimp.remove_from_list.description": "Meldet den Kontakt von einer Zielgruppe ab",
  "mailerlite.add_to_group.label": "Zur Gruppe hinzufügen",
  "mailerlite.add_to_group.description":
    "Erstellt oder aktualisiert die Person mit den zugeordneten Feldern in einer Gruppe",
  "mailerlite.remove_from_group.label": "Aus der Gruppe entfernen",
  "mailerlite.remove_from_group.description": "Entfernt die Person aus einer Gruppe",
  "pipedrive.sync_person.label": "Person erstellen oder aktualisieren",
  "pipedrive.sync_person.description":
    "Schreibt die zugeordneten Felder zur Person mit dieser Adresse; fehlt die Person, wird sie erstellt",
  "pipedrive.update_person_field.label": "Feld festlegen",
  "pipedrive.update_person_field.description":
    "Setzt ein Feld der Person auf einen gewählten Wert; fehlt die Person, wird sie erstellt",
  "pipedrive.add_label_to_person.label": "Label hinzufügen",
  "pipedrive.add_label_to_person.description":
    "Fügt der Person ein Label hinzu, die anderen bleiben; fehlt die Person, wird sie erstellt",
  "pipedrive.remove_label_from_person.label": "Label entfernen",
  "pipedrive.remove_label_from_person.description": "Entfernt ein Label von der Person, die anderen bleiben",
  "resend.add_to_segment.label": "Zum Segment hinzufügen",
  "resend.add_to_segment.description":
    "Erstellt oder aktualisiert den Kontakt mit den zugeordneten Feldern und fügt ihn einem Segment hinzu",
  "resend.remove_from_segment.label": "Aus dem Segment entfernen",
  "resend.remove_from_segment.description": "Entfernt den Kontakt aus einem Segment",
  "resend.send_email_template.label": "E-Mail-Vorlage senden",
  "resend.send_email_template.description":
    "Sendet eine veröffentlichte Vorlage mit den zugeordneten Vorlagenvariablen an die zugeordnete Adresse",
  "salesforce.add_to_campaign.label": "Zur Kampagne hinzufügen",
  "salesforce.add_to_campaign.description":
    "Erstellt oder aktualisiert den Kontakt und macht ihn zum Mitglied der Kampagne",
  "salesforce.remove_from_campaign.label": "Aus der Kampagne entfernen",
  "salesforce.remove_from_campaign.description": "Entfernt den Kontakt aus den Mitgliedern der Kampagne",
  "salesforce.update_property.label": "Feld festlegen",
  "salesforce.update_property.description":
    "Setzt ein Feld des Kontakts auf einen gewählten Wert; fehlt der Kontakt, wird er erstellt",
  "sendgrid.send_email_template.label": "E-Mail-Vorlage senden",
  "sendgrid.send_email_template.description":
    "Sendet eine dynamische Vorlage mit den zugeordneten Vorlagenvariablen an die zugeordnete Adresse",
  "sendgrid.send_email.label": "E-Mail senden",
  "sendgrid.send_email.description": "Sendet eine E-Mail, deren Text in der Regel steht, an die zugeordnete Adresse",
  "slack.send_message.label": "Nachricht senden",
  "slack.send_message.description": "Schreibt eine Nachricht in einen Kanal",
  "webhook.send_webhook.label": "Webhook senden",
  "webhook.send_webhook.description": "Sendet das Ereignis an die URL der Verbindung",
  "zoom.add_meeting_registrant.label": "Zum Meeting anmelden",
  "zoom.add_meeting_registrant.description": "Meldet die Person zu einem Meeting an, das Anmeldungen annimmt",
  "zoom.add_webinar_registrant.label": "Zum Webinar anmelden",
  "zoom.add_webinar_registrant.description": "Meldet die Person zu einem Webinar an",
} satisfies TranslationOf<typeof en>;
