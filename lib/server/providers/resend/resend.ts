import { defineProvider } from "../kit/define-provider.ts";
import { loadSegments, loadTemplates } from "./action-data.ts";
import { resendActions } from "./actions.ts";
import { identify, resendAuthentication } from "./authentication.ts";
import { resendErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";

/** Five requests a second are what every team has, all of its keys together. Sending is idempotent. */
export const resend = defineProvider({
  type: "resend",
  name: "Resend",
  authentication: resendAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? "https://api.resend.com",
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: resendErrors,
  identify,
  actions: resendActions,
  actionData: { segments: loadSegments, templates: loadTemplates },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: loadFields },
  limits: { rate: { requests: 5, perMs: 1000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "A template has a `status`, and only published ones can be sent. What has none is offered.",
    "A template with its own sender and subject is sent without them in the request, although the specification calls the subject required.",
    "`segments` of a new contact is a list of ids, as the specification says.",
  ],
  onAmbiguous: "retry",
});
