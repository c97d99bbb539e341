import { defineProvider } from "../kit/define-provider.ts";
import { sendgridActions } from "./actions.ts";
import { identify, sendgridAuthentication } from "./authentication.ts";
import { sendgridErrors } from "./errors.ts";
import { FIXED_FIELDS } from "./fields.ts";
import { loadTemplates } from "./templates.ts";

const HOSTS: Readonly<Record<string, string>> = { eu: "https://api.eu.sendgrid.com" };

/** A mail has no idempotency key, so one that may have been taken is not sent again. Far more is taken than is sent here. */
export const sendgrid = defineProvider({
  type: "sendgrid",
  name: "SendGrid",
  authentication: sendgridAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? HOSTS[String(settings.metadata["region"])] ?? "https://api.sendgrid.com",
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: sendgridErrors,
  identify,
  actions: sendgridActions,
  actionData: { templates: ({ api }) => loadTemplates(api) },
  fields: { isClosed: false, fixed: FIXED_FIELDS },
  unseen: [
    "The sandbox refuses a sender that is not verified with 403, which counts as a good key when a connection is tested.",
  ],
  onAmbiguous: "stop",
});
