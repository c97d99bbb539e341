import { defineProvider } from "../provider/define-provider.ts";
import { loadSegments, loadTemplates } from "./action-data.ts";
import { resendActions } from "./actions.ts";
import { identify, resendAuthentication } from "./authentication.ts";
import { resendErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";

/** Two requests a second are what every team has; a team with more is not slowed by much. Sending is idempotent. */
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
  limits: { rate: { requests: 20, perMs: 10_000, scope: "connection" }, requestsPerDelivery: 2 },
  onAmbiguous: "retry",
});
