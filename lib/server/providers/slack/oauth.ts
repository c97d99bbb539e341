import { z } from "zod";
import { refused } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { tokenReader } from "../kit/token-answer.ts";

const Refusal = z.object({ ok: z.literal(false), error: z.string() });
const Team = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  bot_user_id: z.string().optional(),
  app_id: z.string().optional(),
});

/** The token endpoint too says `ok: false` with 200. A wrong client secret is the operator's to mend. */
const readTokens = tokenReader({
  refusalOf: (json) => {
    const refusal = Refusal.safeParse(json);
    return refusal.success ? { code: refusal.data.error } : undefined;
  },
  final: ["invalid_code", "invalid_code_verifier", "bad_redirect_uri", "invalid_refresh_token", "token_expired"],
  revoked: ["token_revoked", "account_inactive"],
});

/** A token that Slack does not know any more needs no revocation. */
const GONE = new Set(["token_revoked", "invalid_auth", "account_inactive", "token_expired"]);

function isRevoked(_status: number, json: unknown): boolean {
  const refusal = Refusal.safeParse(json);
  return refusal.success ? GONE.has(refusal.data.error) : z.object({ ok: z.literal(true) }).safeParse(json).success;
}

/**
 * OAuth v2. Tokens expire, and are renewed, only when the app has turned rotation on: the answer says so. A code verifier is accepted but meant for clients without a secret, so it
 * is left out.
 */
export const slackOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://slack.com/oauth/v2/authorize",
    tokenUrl: "https://slack.com/api/oauth.v2.access",
    revocation: {
      url: "https://slack.com/api/auth.revoke",
      token: "access",
      authenticate: "bearer",
      isDone: isRevoked,
    },
  }),
  scopes: [
    { name: "chat:write", unlocks: "Sending messages" },
    { name: "chat:write.public", unlocks: "Sending messages to public channels that the app has not joined" },
    { name: "channels:read", unlocks: "Choosing from the public channels" },
    { name: "groups:read", unlocks: "Choosing from the private channels that the app was invited to" },
  ],
  scopesIn: "request",
  scopeSeparator: ",",
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "refresh_token",
  readTokens,
  capture: (json) => {
    const parsed = Team.safeParse(json);
    if (!parsed.success) return refused("invalid", "Slack did not say which workspace was connected");
    const { team, bot_user_id, app_id } = parsed.data;
    const known = { team_id: team.id, team_name: team.name, bot_user_id, app_id };
    return { ok: true, value: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
  },
};
