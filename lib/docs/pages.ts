import addADestination from "../../docs/add-a-destination.md";
import authentication from "../../docs/authentication.md";
import bulkEvents from "../../docs/bulk-events.md";
import clients from "../../docs/clients.md";
import concepts from "../../docs/concepts.md";
import delivery from "../../docs/delivery.md";
import destinations from "../../docs/destinations.md";
import toActivecampaign from "../../docs/destinations/activecampaign.md";
import toAweber from "../../docs/destinations/aweber.md";
import toCustomerIo from "../../docs/destinations/customer_io.md";
import toDiscord from "../../docs/destinations/discord.md";
import toHubspot from "../../docs/destinations/hubspot.md";
import toIntercom from "../../docs/destinations/intercom.md";
import toMailchimp from "../../docs/destinations/mailchimp.md";
import toMailerlite from "../../docs/destinations/mailerlite.md";
import toPipedrive from "../../docs/destinations/pipedrive.md";
import toResend from "../../docs/destinations/resend.md";
import toSalesforce from "../../docs/destinations/salesforce.md";
import toSendgrid from "../../docs/destinations/sendgrid.md";
import toSlack from "../../docs/destinations/slack.md";
import toWebhook from "../../docs/destinations/webhook.md";
import toZoom from "../../docs/destinations/zoom.md";
import embedAppearance from "../../docs/embed/appearance.md";
import embedLanguage from "../../docs/embed/language.md";
import embedLaunch from "../../docs/embed/launch.md";
import embedMessages from "../../docs/embed/messages.md";
import embedOauth from "../../docs/embed/oauth.md";
import embedQuickstart from "../../docs/embed/quickstart.md";
import embedRefresh from "../../docs/embed/refresh.md";
import embedRolesAndScopes from "../../docs/embed/roles-and-scopes.md";
import embedSecurity from "../../docs/embed/security.md";
import embedSessionApi from "../../docs/embed/session-api.md";
import embedSizing from "../../docs/embed/sizing.md";
import embedTroubleshooting from "../../docs/embed/troubleshooting.md";
import embedWorkspacePages from "../../docs/embed/workspace-pages.md";
import integrations from "../../docs/integrations.md";
import mappings from "../../docs/mappings.md";
import monitoring from "../../docs/monitoring.md";
import operate from "../../docs/operate.md";
import pagination from "../../docs/pagination.md";
import publishableKeys from "../../docs/publishable-keys.md";
import quickstart from "../../docs/quickstart.md";
import rateLimiting from "../../docs/rate-limiting.md";
import results from "../../docs/results.md";
import rules from "../../docs/rules.md";
import sendEvents from "../../docs/send-events.md";
import webhooks from "../../docs/webhooks.md";
import { DOC_SLUGS, type DocSlug } from "./nav.ts";
import { parsePage, type DocPage } from "./parse-page.ts";

const TEXTS: Record<DocSlug, string> = {
  quickstart,
  concepts,
  authentication,
  "rate-limiting": rateLimiting,
  results,
  operate,
  "add-a-destination": addADestination,
  pagination,
  "publishable-keys": publishableKeys,
  "send-events": sendEvents,
  "bulk-events": bulkEvents,
  integrations,
  destinations,
  rules,
  delivery,
  webhooks,
  mappings,
  monitoring,
  clients,
  "destinations/activecampaign": toActivecampaign,
  "destinations/aweber": toAweber,
  "destinations/customer_io": toCustomerIo,
  "destinations/discord": toDiscord,
  "destinations/hubspot": toHubspot,
  "destinations/intercom": toIntercom,
  "destinations/mailchimp": toMailchimp,
  "destinations/mailerlite": toMailerlite,
  "destinations/pipedrive": toPipedrive,
  "destinations/resend": toResend,
  "destinations/salesforce": toSalesforce,
  "destinations/sendgrid": toSendgrid,
  "destinations/slack": toSlack,
  "destinations/webhook": toWebhook,
  "destinations/zoom": toZoom,
  "embed/quickstart": embedQuickstart,
  "embed/session-api": embedSessionApi,
  "embed/launch": embedLaunch,
  "embed/messages": embedMessages,
  "embed/roles-and-scopes": embedRolesAndScopes,
  "embed/workspace-pages": embedWorkspacePages,
  "embed/refresh": embedRefresh,
  "embed/sizing": embedSizing,
  "embed/appearance": embedAppearance,
  "embed/language": embedLanguage,
  "embed/oauth": embedOauth,
  "embed/security": embedSecurity,
  "embed/troubleshooting": embedTroubleshooting,
};

/** Every page, in the order of the navigation. */
export const docPages: readonly DocPage[] = DOC_SLUGS.map((slug) => parsePage(slug, TEXTS[slug]));

export function findDocPage(slug: string): DocPage | undefined {
  return docPages.find((page) => page.slug === slug);
}
