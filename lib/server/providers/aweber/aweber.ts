import { z } from "zod";
import type { ErrorRules, ProviderAnswer, ProviderError } from "../kit/classify-response.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { identify, loadLists } from "./action-data.ts";
import { aweberActions } from "./actions.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";

const Problem = z.object({ error: z.object({ message: z.string().optional(), type: z.string().optional() }) });

/** AWeber counts by the minute and says nothing of when the next one begins. */
const RATE_LIMIT_MS = 60_000;

/** Success includes 209 (content modified). */
export const aweberErrors: ErrorRules = {
  read,
  classify: (_error, answer) => (isRateLimit(answer) ? "rate_limited" : undefined),
  retryAfterMs: (answer) => (isRateLimit(answer) ? RATE_LIMIT_MS : undefined),
  // Blocked by AWeber, for good: it is about the address, and not about the list.
  statuses: { 410: "invalid" },
};

function read({ status, json }: ProviderAnswer): ProviderError | undefined {
  if (status < 300) return undefined;
  const problem = Problem.safeParse(json);
  return problem.success ? { code: problem.data.error.type, message: problem.data.error.message } : {};
}

/** Only the message tells it from a suspended account, which is a 403 of the same type. */
function isRateLimit(answer: ProviderAnswer): boolean {
  return answer.status === 403 && /rate limit/i.test(read(answer)?.message ?? "");
}

/** A confidential client: AWeber answers a code challenge of one with an error. */
export const aweberOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://auth.aweber.com/oauth2/authorize",
    tokenUrl: "https://auth.aweber.com/oauth2/token",
    // That the refresh token takes the whole grant with it is from RFC 7009 [verify live].
    revocation: { url: "https://auth.aweber.com/oauth2/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [
    { name: "account.read", unlocks: "identifying the account" },
    { name: "list.read", unlocks: "choosing lists, and mapping custom fields" },
    { name: "subscriber.read", unlocks: "keeping what is in the custom fields of subscribers" },
    { name: "subscriber.write", unlocks: "adding subscribers to lists and removing them" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "refresh_token",
};

/** API 1.0. Its limit belongs to the customer's account and is shared by all apps. */
export const aweber = defineProvider({
  type: "aweber",
  name: "AWeber",
  authentication: { type: "oauth", oauth: aweberOAuth },
  connect: ({ operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? "https://api.aweber.com/1.0",
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: aweberErrors,
  identify: ({ api }) => identify(api),
  actions: aweberActions,
  actionData: { lists: loadLists },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: loadFields },
  limits: { rate: { requests: 120, perMs: 60_000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "Revoking the refresh token revokes the whole grant. Otherwise an access token remains valid for two hours at most.",
    "Tags in an update are added. They are sent with those that a subscriber has, so that none is lost if they are replaced.",
  ],
  onAmbiguous: "retry",
});
