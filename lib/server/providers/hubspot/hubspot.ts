import { defineProvider } from "../kit/define-provider.ts";
import { loadLists, loadProperties } from "./action-data.ts";
import { hubspotActions } from "./actions.ts";
import { API_URL, hubspotErrors } from "./api.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { identify, hubspotOAuth } from "./oauth.ts";

/**
 * CRM API of 2026-03. The limit of ten seconds counts per app and account. A daily one holds for apps that are not in
 * HubSpot's marketplace; what it leaves is nobody's to know beforehand, so HubSpot's own answer paces it.
 */
export const hubspot = defineProvider({
  type: "hubspot",
  name: "HubSpot",
  authentication: { type: "oauth", oauth: hubspotOAuth },
  connect: ({ operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? API_URL,
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: hubspotErrors,
  identify,
  actions: hubspotActions,
  actionData: { lists: ({ api }) => loadLists(api), properties: ({ api }) => loadProperties(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  // 110 by some accounts [unsure]; 100 is documented. The most: PATCH, POST, PATCH again, and the list.
  limits: { rate: { requests: 100, perMs: 10_000, scope: "connection" }, requestsPerDelivery: 4 },
  unseen: [
    "423 and 477 are temporary. Otherwise such a delivery is retried for three days in vain.",
    "An address that is a contact's second one is answered with 404, and creating it with 409 and `Existing ID: 51`.",
    "A search by `email` finds contacts by their second addresses, too, which `hs_additional_emails` lists with semicolons. Otherwise who is known by one is not removed from a list.",
    "A lifecycle stage that would move back is answered with 200 and the stage that was kept.",
    "`listIds: []` in the search for lists, which the specification requires, leaves none out.",
    "Several properties can be updated by e-mail address with PATCH. The upsert call is not used, because parts are said not to be taken by address.",
  ],
  onAmbiguous: "retry",
});
