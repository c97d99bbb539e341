import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/provider-permissions.ts";

export default {
  "aweber.account.read":
    "No se concedió el permiso account.read. Sin él no es posible lo siguiente: identificar la cuenta.",
  "aweber.list.read":
    "No se concedió el permiso list.read. Sin él no es posible lo siguiente: elegir listas y asignar campos personalizados.",
  "aweber.subscriber.read":
    "No se concedió el permiso subscriber.read. Sin él no es posible lo siguiente: conservar lo que contienen los campos personalizados de los suscriptores.",
  "aweber.subscriber.write":
    "No se concedió el permiso subscriber.write. Sin él no es posible lo siguiente: añadir suscriptores a listas y quitarlos.",
  "discord.bot":
    "No se concedió el permiso bot. Sin él no es posible lo siguiente: enviar mensajes (para ello, el bot se une al servidor).",
  "discord.identify":
    "No se concedió el permiso identify. Sin él no es posible lo siguiente: saber quién conectó el servidor.",
  "hubspot.oauth": "No se concedió el permiso oauth. Sin él no es posible lo siguiente: la propia conexión.",
  "hubspot.crm.objects.contacts.read":
    "No se concedió el permiso crm.objects.contacts.read. Sin él no es posible lo siguiente: encontrar contactos.",
  "hubspot.crm.objects.contacts.write":
    "No se concedió el permiso crm.objects.contacts.write. Sin él no es posible lo siguiente: crear y actualizar contactos.",
  "hubspot.crm.lists.read":
    "No se concedió el permiso crm.lists.read. Sin él no es posible lo siguiente: elegir listas.",
  "hubspot.crm.lists.write":
    "No se concedió el permiso crm.lists.write. Sin él no es posible lo siguiente: añadir contactos a listas y quitarlos.",
  "hubspot.crm.schemas.contacts.read":
    "No se concedió el permiso crm.schemas.contacts.read. Sin él no es posible lo siguiente: asignar campos y elegir propiedades.",
  "intercom.Read-and-list-users-and-companies":
    "No se concedió el permiso Read and list users and companies. Sin él no es posible lo siguiente: encontrar contactos y asignar sus campos.",
  "intercom.Write-users-and-companies":
    "No se concedió el permiso Write users and companies. Sin él no es posible lo siguiente: crear y actualizar contactos.",
  "intercom.Read-tags": "No se concedió el permiso Read tags. Sin él no es posible lo siguiente: elegir etiquetas.",
  "intercom.Write-tags":
    "No se concedió el permiso Write tags. Sin él no es posible lo siguiente: añadir y quitar etiquetas.",
  "pipedrive.base": "No se concedió el permiso base. Sin él no es posible lo siguiente: identificar la cuenta.",
  "pipedrive.contacts-full":
    "No se concedió el permiso contacts:full. Sin él no es posible lo siguiente: encontrar, crear y actualizar personas.",
  "salesforce.api":
    "No se concedió el permiso api. Sin él no es posible lo siguiente: leer y modificar contactos y campañas.",
  "salesforce.refresh_token":
    "No se concedió el permiso refresh_token. Sin él no es posible lo siguiente: mantener la conexión.",
  "salesforce.openid": "No se concedió el permiso openid. Sin él no es posible lo siguiente: identificar la cuenta.",
  "slack.chat-write": "No se concedió el permiso chat:write. Sin él no es posible lo siguiente: enviar mensajes.",
  "slack.chat-write.public":
    "No se concedió el permiso chat:write.public. Sin él no es posible lo siguiente: enviar mensajes a canales públicos a los que la aplicación no se ha unido.",
  "slack.channels-read":
    "No se concedió el permiso channels:read. Sin él no es posible lo siguiente: elegir entre los canales públicos.",
  "slack.groups-read":
    "No se concedió el permiso groups:read. Sin él no es posible lo siguiente: elegir entre los canales privados a los que se ha invitado a la aplicación.",
  "zoom.user-read-user":
    "No se concedió el permiso user:read:user. Sin él no es posible lo siguiente: identificar la cuenta.",
  "zoom.meeting-read-list_meetings":
    "No se concedió el permiso meeting:read:list_meetings. Sin él no es posible lo siguiente: elegir entre las reuniones.",
  "zoom.meeting-read-meeting":
    "No se concedió el permiso meeting:read:meeting. Sin él no es posible lo siguiente: comprobar que una reunión admite inscripciones.",
  "zoom.meeting-write-registrant":
    "No se concedió el permiso meeting:write:registrant. Sin él no es posible lo siguiente: inscribir a personas en reuniones.",
  "zoom.webinar-read-list_webinars":
    "No se concedió el permiso webinar:read:list_webinars. Sin él no es posible lo siguiente: elegir entre los seminarios web.",
  "zoom.webinar-write-registrant":
    "No se concedió el permiso webinar:write:registrant. Sin él no es posible lo siguiente: inscribir a personas en seminarios web.",
} satisfies TranslationOf<typeof en>;
