/** What does not work without a permission that an account did not give. */
// Written by `npm run openapi` from lib/server/providers: change them there.
export default {
  "aweber.account.read":
    "The permission account.read was not granted. This does not work without it: identifying the account.",
  "aweber.list.read":
    "The permission list.read was not granted. This does not work without it: choosing lists, and mapping custom fields.",
  "aweber.subscriber.read":
    "The permission subscriber.read was not granted. This does not work without it: keeping what is in the custom fields of subscribers.",
  "aweber.subscriber.write":
    "The permission subscriber.write was not granted. This does not work without it: adding subscribers to lists and removing them.",
  "discord.bot":
    "The permission bot was not granted. This does not work without it: sending messages: the bot joins the server.",
  "discord.identify":
    "The permission identify was not granted. This does not work without it: knowing who connected the server.",
  "hubspot.oauth": "The permission oauth was not granted. This does not work without it: required to connect.",
  "hubspot.crm.objects.contacts.read":
    "The permission crm.objects.contacts.read was not granted. This does not work without it: finding contacts.",
  "hubspot.crm.objects.contacts.write":
    "The permission crm.objects.contacts.write was not granted. This does not work without it: creating and updating contacts.",
  "hubspot.crm.lists.read":
    "The permission crm.lists.read was not granted. This does not work without it: choosing lists.",
  "hubspot.crm.lists.write":
    "The permission crm.lists.write was not granted. This does not work without it: adding contacts to lists and removing them.",
  "hubspot.crm.schemas.contacts.read":
    "The permission crm.schemas.contacts.read was not granted. This does not work without it: mapping fields and choosing properties.",
  "intercom.Read-and-list-users-and-companies":
    "The permission Read and list users and companies was not granted. This does not work without it: finding contacts and mapping their fields.",
  "intercom.Write-users-and-companies":
    "The permission Write users and companies was not granted. This does not work without it: creating and updating contacts.",
  "intercom.Read-tags": "The permission Read tags was not granted. This does not work without it: choosing tags.",
  "intercom.Write-tags":
    "The permission Write tags was not granted. This does not work without it: adding tags and removing them.",
  "pipedrive.base": "The permission base was not granted. This does not work without it: identifying the account.",
  "pipedrive.contacts-full":
    "The permission contacts:full was not granted. This does not work without it: finding, creating and updating persons.",
  "salesforce.api":
    "The permission api was not granted. This does not work without it: reading and writing contacts and campaigns.",
  "salesforce.refresh_token":
    "The permission refresh_token was not granted. This does not work without it: staying connected.",
  "salesforce.openid": "The permission openid was not granted. This does not work without it: identifying the account.",
  "slack.chat-write": "The permission chat:write was not granted. This does not work without it: sending messages.",
  "slack.chat-write.public":
    "The permission chat:write.public was not granted. This does not work without it: sending messages to public channels that the app has not joined.",
  "slack.channels-read":
    "The permission channels:read was not granted. This does not work without it: choosing from the public channels.",
  "slack.groups-read":
    "The permission groups:read was not granted. This does not work without it: choosing from the private channels that the app was invited to.",
  "zoom.user-read-user":
    "The permission user:read:user was not granted. This does not work without it: identifying the account.",
  "zoom.meeting-read-list_meetings":
    "The permission meeting:read:list_meetings was not granted. This does not work without it: choosing from the meetings.",
  "zoom.meeting-read-meeting":
    "The permission meeting:read:meeting was not granted. This does not work without it: checking that a meeting accepts registrations.",
  "zoom.meeting-write-registrant":
    "The permission meeting:write:registrant was not granted. This does not work without it: registering people for meetings.",
  "zoom.webinar-read-list_webinars":
    "The permission webinar:read:list_webinars was not granted. This does not work without it: choosing from the webinars.",
  "zoom.webinar-write-registrant":
    "The permission webinar:write:registrant was not granted. This does not work without it: registering people for webinars.",
} as const;
