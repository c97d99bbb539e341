import { z } from "zod";
import { defineProvider } from "../kit/define-provider.ts";
import { mailchimpActions } from "./actions.ts";
import { mailchimpAuthentication } from "./authentication.ts";
import { mailchimpErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { loadAudiences } from "./lists.ts";

const Root = z.object({ account_id: z.string(), account_name: z.string() });

/** Marketing API 3.0. Mailchimp counts simultaneous connections of a user (10, shared by all apps), not requests. */
export const mailchimp = defineProvider({
  type: "mailchimp",
  name: "Mailchimp",
  authentication: mailchimpAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? `https://${String(settings.metadata["data_center"])}.api.mailchimp.com/3.0`,
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: mailchimpErrors,
  identify: async ({ api }) => {
    const root = await api.read({ path: "/", query: { fields: "account_id,account_name" } }, Root);
    return root.ok ? { ok: true, value: { id: root.value.account_id, label: root.value.account_name } } : root;
  },
  actions: mailchimpActions,
  actionData: { lists: ({ api }) => loadAudiences(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { concurrency: 5, requestsPerDelivery: 2 },
  unseen: [
    "Refusals are told apart by their titles, such as `API Key Invalid` and `Member In Compliance State`. Another title counts by its status.",
    "An archived member stays archived when fields are written. The attempt says which status Mailchimp answered.",
    "A text merge field has 255 characters at most, and an empty text empties it.",
  ],
  onAmbiguous: "retry",
});
