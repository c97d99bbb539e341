import { z } from "zod";
import { faultCodes, type ErrorRules } from "../kit/classify-response.ts";

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
