import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-permissions.ts";

export default {
  "aweber.account.read":
    "L’autorisation account.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : identifier le compte.",
  "aweber.list.read":
    "L’autorisation list.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir des listes et mettre en correspondance les champs personnalisés.",
  "aweber.subscriber.read":
    "L’autorisation subscriber.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : conserver ce que contiennent les champs personnalisés des abonnés.",
  "aweber.subscriber.write":
    "L’autorisation subscriber.write n’a pas été accordée. Sans elle, ceci ne fonctionne pas : ajouter des abonnés à des listes et les en retirer.",
  "discord.bot":
    "L’autorisation bot n’a pas été accordée. Sans elle, ceci ne fonctionne pas : envoyer des messages (pour cela, le bot rejoint le serveur).",
  "discord.identify":
    "L’autorisation identify n’a pas été accordée. Sans elle, ceci ne fonctionne pas : savoir qui a connecté le serveur.",
  "hubspot.oauth":
    "L’autorisation oauth n’a pas été accordée. Sans elle, ceci ne fonctionne pas : la connexion elle-même.",
  "hubspot.crm.objects.contacts.read":
    "L’autorisation crm.objects.contacts.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : trouver des contacts.",
  "hubspot.crm.objects.contacts.write":
    "L’autorisation crm.objects.contacts.write n’a pas été accordée. Sans elle, ceci ne fonctionne pas : créer et mettre à jour des contacts.",
  "hubspot.crm.lists.read":
    "L’autorisation crm.lists.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir des listes.",
  "hubspot.crm.lists.write":
    "L’autorisation crm.lists.write n’a pas été accordée. Sans elle, ceci ne fonctionne pas : ajouter des contacts à des listes et les en retirer.",
  "hubspot.crm.schemas.contacts.read":
    "L’autorisation crm.schemas.contacts.read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : mettre des champs en correspondance et choisir des propriétés.",
  "intercom.Read-and-list-users-and-companies":
    "L’autorisation Read and list users and companies n’a pas été accordée. Sans elle, ceci ne fonctionne pas : trouver des contacts et mettre leurs champs en correspondance.",
  "intercom.Write-users-and-companies":
    "L’autorisation Write users and companies n’a pas été accordée. Sans elle, ceci ne fonctionne pas : créer et mettre à jour des contacts.",
  "intercom.Read-tags":
    "L’autorisation Read tags n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir des tags.",
  "intercom.Write-tags":
    "L’autorisation Write tags n’a pas été accordée. Sans elle, ceci ne fonctionne pas : ajouter des tags et les retirer.",
  "pipedrive.base":
    "L’autorisation base n’a pas été accordée. Sans elle, ceci ne fonctionne pas : identifier le compte.",
  "pipedrive.contacts-full":
    "L’autorisation contacts:full n’a pas été accordée. Sans elle, ceci ne fonctionne pas : trouver, créer et mettre à jour des personnes.",
  "salesforce.api":
    "L’autorisation api n’a pas été accordée. Sans elle, ceci ne fonctionne pas : lire et modifier les contacts et les campagnes.",
  "salesforce.refresh_token":
    "L’autorisation refresh_token n’a pas été accordée. Sans elle, ceci ne fonctionne pas : rester connecté.",
  "salesforce.openid":
    "L’autorisation openid n’a pas été accordée. Sans elle, ceci ne fonctionne pas : identifier le compte.",
  "slack.chat-write":
    "L’autorisation chat:write n’a pas été accordée. Sans elle, ceci ne fonctionne pas : envoyer des messages.",
  "slack.chat-write.public":
    "L’autorisation chat:write.public n’a pas été accordée. Sans elle, ceci ne fonctionne pas : envoyer des messages dans les canaux publics que l’application n’a pas rejoints.",
  "slack.channels-read":
    "L’autorisation channels:read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir parmi les canaux publics.",
  "slack.groups-read":
    "L’autorisation groups:read n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir parmi les canaux privés auxquels l’application a été invitée.",
  "zoom.user-read-user":
    "L’autorisation user:read:user n’a pas été accordée. Sans elle, ceci ne fonctionne pas : identifier le compte.",
  "zoom.meeting-read-list_meetings":
    "L’autorisation meeting:read:list_meetings n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir parmi les réunions.",
  "zoom.meeting-read-meeting":
    "L’autorisation meeting:read:meeting n’a pas été accordée. Sans elle, ceci ne fonctionne pas : vérifier qu’une réunion accepte les inscriptions.",
  "zoom.meeting-write-registrant":
    "L’autorisation meeting:write:registrant n’a pas été accordée. Sans elle, ceci ne fonctionne pas : inscrire des personnes à des réunions.",
  "zoom.webinar-read-list_webinars":
    "L’autorisation webinar:read:list_webinars n’a pas été accordée. Sans elle, ceci ne fonctionne pas : choisir parmi les webinaires.",
  "zoom.webinar-write-registrant":
    "L’autorisation webinar:write:registrant n’a pas été accordée. Sans elle, ceci ne fonctionne pas : inscrire des personnes à des webinaires.",
} satisfies TranslationOf<typeof en>;
