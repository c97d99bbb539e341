import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-actions.ts";

export default {
  "activecampaign.add_to_list.label": "Ajouter à une liste",
  "activecampaign.add_to_list.description":
    "Crée ou met à jour le contact avec les champs mis en correspondance et l’abonne à une liste",
  "activecampaign.remove_from_list.label": "Retirer d’une liste",
  "activecampaign.remove_from_list.description": "Désabonne le contact d’une liste",
  "activecampaign.add_tag.label": "Ajouter un tag",
  "activecampaign.add_tag.description":
    "Crée ou met à jour le contact avec les champs mis en correspondance et lui ajoute un tag",
  "activecampaign.remove_tag.label": "Retirer un tag",
  "activecampaign.remove_tag.description": "Retire un tag du contact",
  "activecampaign.sync_contact.label": "Synchroniser le contact",
  "activecampaign.sync_contact.description": "Crée ou met à jour le contact avec les champs mis en correspondance",
  "aweber.add_to_list.label": "Ajouter à une liste",
  "aweber.add_to_list.description":
    "Ajoute l’abonné à une liste ou, s’il y figure déjà, met à jour les champs mis en correspondance",
  "aweber.remove_from_list.label": "Retirer d’une liste",
  "aweber.remove_from_list.description": "Désabonne l’abonné d’une liste",
  "customer_io.track_event.label": "Enregistrer l’événement",
  "customer_io.track_event.description":
    "Crée ou met à jour la personne avec les attributs mis en correspondance et enregistre l’événement",
  "discord.send_message.label": "Envoyer un message",
  "discord.send_message.description": "Publie un embed (un titre suivi d’un texte) dans un canal du serveur",
  "hubspot.add_to_list.label": "Ajouter à une liste",
  "hubspot.add_to_list.description": "Crée ou met à jour le contact et l’ajoute à une liste statique",
  "hubspot.remove_from_list.label": "Retirer d’une liste",
  "hubspot.remove_from_list.description": "Retire le contact d’une liste statique",
  "hubspot.update_property.label": "Définir une propriété",
  "hubspot.update_property.description":
    "Attribue une valeur choisie à une propriété du contact et crée le contact s’il n’existe pas",
  "intercom.add_tag.label": "Ajouter un tag",
  "intercom.add_tag.description": "Crée ou met à jour le contact et lui ajoute le tag",
  "intercom.remove_tag.label": "Retirer un tag",
  "intercom.remove_tag.description": "Retire le tag du contact",
  "mailchimp.add_to_list.label": "Ajouter à une audience",
  "mailchimp.add_to_list.description":
    "Abonne le contact à une audience ou, s’il y figure déjà, met à jour les champs mis en correspondance",
  "mailchimp.remove_from_list.label": "Retirer d’une audience",
  "mailchimp.remove_from_list.description": "Désabonne le contact d’une audience",
  "mailerlite.add_to_group.label": "Ajouter à un groupe",
  "mailerlite.add_to_group.description":
    "Crée ou met à jour l’abonné dans un groupe, avec les champs mis en correspondance",
  "mailerlite.remove_from_group.label": "Retirer d’un groupe",
  "mailerlite.remove_from_group.description": "Retire l’abonné d’un groupe",
  "pipedrive.sync_person.label": "Créer ou mettre à jour une personne",
  "pipedrive.sync_person.description":
    "Enregistre les champs mis en correspondance pour la personne qui a cette adresse et crée la personne si elle n’existe pas",
  "pipedrive.update_person_field.label": "Définir un champ",
  "pipedrive.update_person_field.description":
    "Attribue une valeur choisie à un champ de la personne et crée la personne si elle n’existe pas",
  "pipedrive.add_label_to_person.label": "Ajouter un libellé",
  "pipedrive.add_label_to_person.description":
    "Ajoute un libellé à la personne, qui conserve les autres, et crée la personne si elle n’existe pas",
  "pipedrive.remove_label_from_person.label": "Retirer un libellé",
  "pipedrive.remove_label_from_person.description": "Retire un libellé de la personne, qui conserve les autres",
  "resend.add_to_segment.label": "Ajouter à un segment",
  "resend.add_to_segment.description":
    "Crée ou met à jour le contact avec les champs mis en correspondance et l’ajoute à un segment",
  "resend.remove_from_segment.label": "Retirer d’un segment",
  "resend.remove_from_segment.description": "Retire le contact d’un segment",
  "resend.send_email_template.label": "Envoyer un modèle d’e-mail",
  "resend.send_email_template.description":
    "Envoie un modèle publié à l’adresse mise en correspondance, avec les variables de modèle mises en correspondance",
  "salesforce.add_to_campaign.label": "Ajouter à une campagne",
  "salesforce.add_to_campaign.description": "Crée ou met à jour le contact et en fait un membre de la campagne",
  "salesforce.remove_from_campaign.label": "Retirer d’une campagne",
  "salesforce.remove_from_campaign.description": "Retire le contact des membres de la campagne",
  "salesforce.update_property.label": "Définir un champ",
  "salesforce.update_property.description":
    "Attribue une valeur choisie à un champ du contact et crée le contact s’il n’existe pas",
  "sendgrid.send_email_template.label": "Envoyer un modèle d’e-mail",
  "sendgrid.send_email_template.description":
    "Envoie un modèle dynamique à l’adresse mise en correspondance, avec les variables de modèle mises en correspondance",
  "sendgrid.send_email.label": "Envoyer un e-mail",
  "sendgrid.send_email.description": "Envoie à l’adresse mise en correspondance un e-mail rédigé dans la règle",
  "slack.send_message.label": "Envoyer un message",
  "slack.send_message.description": "Publie un message dans un canal",
  "webhook.send_webhook.label": "Envoyer un webhook",
  "webhook.send_webhook.description": "Envoie l’événement à l’URL de la connexion",
  "zoom.add_meeting_registrant.label": "Inscrire à une réunion",
  "zoom.add_meeting_registrant.description": "Inscrit la personne à une réunion qui accepte les inscriptions",
  "zoom.add_webinar_registrant.label": "Inscrire à un webinaire",
  "zoom.add_webinar_registrant.description": "Inscrit la personne à un webinaire",
} satisfies TranslationOf<typeof en>;
