import { defineProvider } from "../kit/define-provider.ts";
import { loadCampaigns, loadProperties } from "./action-data.ts";
import { salesforceActions } from "./actions.ts";
import { salesforceErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { identify } from "./identify.ts";
import { salesforceOAuth } from "./oauth.ts";

/**
 * REST API v62.0. Nothing keeps two contacts from having one address, so one delivery of a connection at a time finds or
 * creates; the daily allowance of an organization (100,000 requests, some 1.2 a second) is no faster.
 */
export const salesforce = defineProvider({
  type: "salesforce",
  name: "Salesforce",
  authentication: { type: "oauth", oauth: salesforceOAuth },
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? String(settings.metadata["instance_url"]),
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: salesforceErrors,
  identify,
  actions: salesforceActions,
  actionData: { campaigns: ({ api }) => loadCampaigns(api), properties: ({ api }) => loadProperties(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { concurrency: 1, requestsPerDelivery: 3 },
  unseen: [
    "A campaign that was deleted is refused with `ENTITY_IS_DELETED` or `INVALID_CROSS_REFERENCE_KEY`. Otherwise the rule is not marked as broken.",
    "The identity service answers an expired token with 403 and `Bad_OAuth_Token`.",
  ],
  onAmbiguous: "retry",
});
