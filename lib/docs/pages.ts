import quickstart from "../../docs/quickstart.md";
import concepts from "../../docs/concepts.md";
import authentication from "../../docs/authentication.md";
import rateLimiting from "../../docs/rate-limiting.md";
import results from "../../docs/results.md";
import addADestination from "../../docs/add-a-destination.md";
import operate from "../../docs/operate.md";
import pagination from "../../docs/pagination.md";
import publishableKeys from "../../docs/publishable-keys.md";
import sendEvents from "../../docs/send-events.md";
import bulkEvents from "../../docs/bulk-events.md";
import integrations from "../../docs/integrations.md";
import destinations from "../../docs/destinations.md";
import rules from "../../docs/rules.md";
import delivery from "../../docs/delivery.md";
import webhooks from "../../docs/webhooks.md";
import mappings from "../../docs/mappings.md";
import monitoring from "../../docs/monitoring.md";
import embedQuickstart from "../../docs/embed/quickstart.md";
import embedSessionApi from "../../docs/embed/session-api.md";
import embedLaunch from "../../docs/embed/launch.md";
import embedMessages from "../../docs/embed/messages.md";
import embedRolesAndScopes from "../../docs/embed/roles-and-scopes.md";
import embedWorkspacePages from "../../docs/embed/workspace-pages.md";
import embedRefresh from "../../docs/embed/refresh.md";
import embedSizing from "../../docs/embed/sizing.md";
import embedOauth from "../../docs/embed/oauth.md";
import embedSecurity from "../../docs/embed/security.md";
import embedTroubleshooting from "../../docs/embed/troubleshooting.md";
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
  "embed/quickstart": embedQuickstart,
  "embed/session-api": embedSessionApi,
  "embed/launch": embedLaunch,
  "embed/messages": embedMessages,
  "embed/roles-and-scopes": embedRolesAndScopes,
  "embed/workspace-pages": embedWorkspacePages,
  "embed/refresh": embedRefresh,
  "embed/sizing": embedSizing,
  "embed/oauth": embedOauth,
  "embed/security": embedSecurity,
  "embed/troubleshooting": embedTroubleshooting,
};

/** Every page, in the order of the navigation. */
export const docPages: readonly DocPage[] = DOC_SLUGS.map((slug) => parsePage(slug, TEXTS[slug]));

export function findDocPage(slug: string): DocPage | undefined {
  return docPages.find((page) => page.slug === slug);
}
