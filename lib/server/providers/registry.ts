import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { activecampaign } from "./activecampaign/activecampaign.ts";
import { aweber } from "./aweber/aweber.ts";
import type { Destination } from "./contract.ts";
import { customerIo } from "./customer-io/customer-io.ts";
import { discord } from "./discord/discord.ts";
import { hubspot } from "./hubspot/hubspot.ts";
import { intercom } from "./intercom/intercom.ts";
import { mailchimp } from "./mailchimp/mailchimp.ts";
import { mailerlite } from "./mailerlite/mailerlite.ts";
import { pipedrive } from "./pipedrive/pipedrive.ts";
import { resend } from "./resend/resend.ts";
import { salesforce } from "./salesforce/salesforce.ts";
import { sendgrid } from "./sendgrid/sendgrid.ts";
import { slack } from "./slack/slack.ts";
import { webhook } from "./webhook/webhook.ts";
import { zoom } from "./zoom/zoom.ts";

export type Destinations = {
  /** In the order of the catalog. */
  all: readonly Destination[];
  of(type: IntegrationType): Destination | undefined;
};

export function createDestinations(all: readonly Destination[]): Destinations {
  const byType = new Map(all.map((destination) => [destination.integration.type, destination]));
  return { all, of: (type) => byType.get(type) };
}

/** Every destination of this build. */
export const builtInDestinations = createDestinations([
  activecampaign,
  aweber,
  customerIo,
  discord,
  hubspot,
  intercom,
  mailchimp,
  mailerlite,
  pipedrive,
  resend,
  salesforce,
  sendgrid,
  slack,
  webhook,
  zoom,
]);
