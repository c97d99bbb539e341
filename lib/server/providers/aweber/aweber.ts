import { defineProvider } from "../kit/define-provider.ts";
import { identify } from "./account.ts";
import { aweberActions } from "./actions.ts";
import { aweberErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { loadLists } from "./lists.ts";
import { aweberOAuth } from "./oauth.ts";

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
