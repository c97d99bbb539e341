import type { Route } from "../route.ts";
import { connectionRoutes } from "./connections.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { eventRoutes } from "./events.ts";
import { mappingRoutes } from "./mappings.ts";
import { oauthAttemptRoutes } from "./oauth-attempts.ts";
import { problemRoutes } from "./problems.ts";
import { retryRoutes } from "./retries.ts";
import { ruleRoutes } from "./rules.ts";
import { sessionRoutes } from "./sessions.ts";
import { streamRoutes } from "./stream.ts";
import { workspaceRoutes } from "./workspaces.ts";

/** Every operation of the API. */
export const routes: readonly Route[] = [
  ...workspaceRoutes,
  ...streamRoutes,
  ...connectionRoutes,
  ...oauthAttemptRoutes,
  ...mappingRoutes,
  ...ruleRoutes,
  ...eventRoutes,
  ...deliveryRoutes,
  ...problemRoutes,
  ...retryRoutes,
  ...sessionRoutes,
];
