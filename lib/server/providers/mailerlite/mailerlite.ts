import { z } from "zod";
import { defineProvider } from "../kit/define-provider.ts";
import { identify } from "./account.ts";
import { mailerliteActions } from "./actions.ts";
import { mailerliteAuthentication } from "./authentication.ts";
import { mailerliteErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { loadAll } from "./load-all.ts";

const Group = z.object({ id: z.string(), name: z.string() });

/** The API of the new MailerLite; MailerLite Classic is another product with other keys. */
export const mailerlite = defineProvider({
  type: "mailerlite",
  name: "MailerLite",
  authentication: mailerliteAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? "https://connect.mailerlite.com/api",
    headers: { "content-type": "application/json" },
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: mailerliteErrors,
  identify,
  actions: mailerliteActions,
  actionData: { groups: ({ api }) => loadAll(api, "/groups", Group, { sort: "name" }) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { rate: { requests: 120, perMs: 60_000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "A group that was deleted is refused with 422 and `groups` in the errors. Otherwise the rule is not marked as broken.",
    "A token names its owner in `sub`. Otherwise the account has no name here.",
    "Null empties a field.",
  ],
  onAmbiguous: "retry",
});
