import { defineProvider } from "../kit/define-provider.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { identify } from "./account.ts";
import { aweberActions } from "./actions.ts";
import { aweberErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { loadLists } from "./lists.ts";

/** A confidential client: AWeber answers a code challenge of one with an error. */
export const aweberOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://auth.aweber.com/oauth2/authorize",
    tokenUrl: "https://auth.aweber.com/oauth2/token",
    // That the refresh token takes the whole grant with it is from RFC 7009 [verify live].
    revocation: { url: "https://auth.aweber.com/oauth2/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [
    { name: "account.read", unlocks: "knowing which account is connected" },
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
    "Taking the refresh token back takes the whole grant back. Otherwise an access token lives on for two hours at most.",
    "Tags in an update are added. They are sent with those that a subscriber has, so that none is lost if they are replaced.",
  ],
  onAmbiguous: "retry",
});
