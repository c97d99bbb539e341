import { z } from "zod";
import { faultCodes, type ErrorRules } from "../kit/classify-response.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { slackActions } from "./actions.ts";
import { loadChannels } from "./channels.ts";
import { slackOAuth } from "./oauth.ts";

/** Slack answers 200 to nearly everything; `ok` says how it went. `needed` comes with `missing_scope`. */
const Refusal = z.object({ ok: z.literal(false), error: z.string().optional(), needed: z.string().optional() });

const CODES = faultCodes(
  ["auth_failed", ["invalid_auth", "not_authed", "two_factor_setup_required"]],
  // The workspace is being moved to an organization, or access is refused for the moment.
  ["transient", ["org_login_required", "access_denied"]],
  // The app was removed, or the person behind it.
  ["auth_revoked", ["token_revoked", "account_inactive"]],
  ["auth_expired", ["token_expired"]],
  ["permission", ["missing_scope", "not_allowed_token_type", "no_permission", "ekm_access_denied"]],
  ["permission", ["app_access_restricted", "accesslimited", "team_access_not_granted"]],
  ["target_gone", ["channel_not_found", "is_archived", "not_in_channel"]],
  ["rate_limited", ["ratelimited", "rate_limited", "message_limit_exceeded"]],
  ["transient", ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"]],
);

/** A code that is not known here is final, and shown: msg_too_long, invalid_blocks and many others. */
export const slackErrors: ErrorRules = {
  read: ({ status, json }) => {
    const refusal = Refusal.safeParse(json);
    if (!refusal.success) return status < 300 ? undefined : {};
    const { error, needed } = refusal.data;
    return { code: error, message: needed === undefined ? undefined : `the app needs the scope ${needed}` };
  },
  classify: ({ code }) => (code?.startsWith("restricted_action") === true ? "permission" : undefined),
  codes: CODES,
  // "Some aspect of the operation may have succeeded": the message may stand in the channel.
  isAmbiguous: ({ code }) => code === "fatal_error",
};

const Identity = z.object({ ok: z.literal(true), team: z.string(), team_id: z.string() });

/**
 * Web API. About one message a second is taken for a channel; the limit is kept for the whole connection, as nobody
 * knows what the workspace takes. A message has no idempotency key, so one that may have arrived is not sent again.
 */
export const slack = defineProvider({
  type: "slack",
  name: "Slack",
  authentication: { type: "oauth", oauth: slackOAuth },
  connect: ({ operator, accessToken = "" }) => ({
    baseUrl: operator.apiUrl ?? "https://slack.com/api",
    auth: { authorization: `Bearer ${accessToken}` },
  }),
  errors: slackErrors,
  identify: async ({ api }) => {
    const identity = await api.read({ path: "/auth.test" }, Identity);
    return identity.ok ? { ok: true, value: { id: identity.value.team_id, label: identity.value.team } } : identity;
  },
  actions: slackActions,
  actionData: { channels: ({ api }) => loadChannels(api) },
  searchActionData: { channels: ({ api }, name) => loadChannels(api, name.replace(/^#/, "")) },
  limits: { rate: { requests: 60, perMs: 60_000, scope: "connection" }, requestsPerDelivery: 1 },
  unseen: [
    "`org_login_required` and `access_denied` are temporary, and `fatal_error` may have posted. The first two are retried, the last is not.",
    "A channel accepts about one message a second; the limit applies to the whole connection.",
  ],
  onAmbiguous: "stop",
});
