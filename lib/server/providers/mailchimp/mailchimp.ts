import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { mailchimpActions } from "./actions.ts";
import { mailchimpAuthentication } from "./authentication.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { loadAudiences } from "./lists.ts";

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string().optional(), message: z.string().optional() })).optional(),
});

/** Problem documents (RFC 7807), told apart by their titles [the titles are from memory: verify live]. */
export const mailchimpErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    if (!problem.success) return {};
    const { title, detail, errors = [] } = problem.data;
    const fields = errors.map(({ field, message }) => [field, message].filter(Boolean).join(": "));
    return { code: title, message: [detail, ...fields].filter(Boolean).join(" ") };
  },
  // At high volume the throttle is a bare 403 and no document.
  classify: ({ code }, { status }) => (status === 403 && code === undefined ? "rate_limited" : undefined),
  codes: {
    "API Key Invalid": "auth_failed",
    "User Disabled": "auth_failed",
    "Wrong Datacenter": "auth_failed",
    "Member In Compliance State": "invalid",
    "Forgotten Email Not Subscribed": "invalid",
  },
};

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
