import { defineProvider } from "../kit/define-provider.ts";
import { loadLabels, loadProperties } from "./action-data.ts";
import { pipedriveActions } from "./actions.ts";
import { pipedriveErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { identify } from "./identify.ts";
import { pipedriveOAuth } from "./oauth.ts";

/**
 * API v2. One delivery of a connection at a time: labels are read and written back, and the search does not find a
 * person who has just been created. The smallest plan takes 80 requests and 10 searches in 2 s; a delivery searches once.
 */
export const pipedrive = defineProvider({
  type: "pipedrive",
  name: "Pipedrive",
  authentication: { type: "oauth", oauth: pipedriveOAuth },
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? String(settings.metadata["api_domain"]),
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: pipedriveErrors,
  identify,
  actions: pipedriveActions,
  actionData: { labels: ({ api }) => loadLabels(api), properties: ({ api }) => loadProperties(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  // The most: the kinds of fields, a person who is gone, the search, the person, and the change.
  limits: { concurrency: 1, rate: { requests: 50, perMs: 2000, scope: "connection" }, requestsPerDelivery: 5 },
  unseen: [
    "A grant is taken back at `oauth.pipedrive.com/oauth/revoke`. Otherwise disconnecting leaves it until somebody uninstalls the app.",
    "A 403 that is not JSON is the firewall's, after too many requests, and is waited out.",
    "Labels are the choices of the person field `label_ids`, or of `label`.",
    "Null empties a custom field, and a text field has 255 characters at most.",
  ],
  onAmbiguous: "retry",
});
