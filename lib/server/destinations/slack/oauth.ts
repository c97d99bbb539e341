import { z } from "zod";
import { refused } from "../fault.ts";
import type { OAuthDescriptor, TokenAnswer } from "../oauth-descriptor.ts";

const Grant = z.object({
  ok: z.literal(true),
  access_token: z.string(),
  /** Commas between them. */
  scope: z.string().optional(),
  /** Both only when the app has turned token rotation on. */
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});
const Refusal = z.object({ ok: z.literal(false), error: z.string() });
const Team = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  bot_user_id: z.string().optional(),
  app_id: z.string().optional(),
});

/** Refusals that the same code or refresh token gets again; a wrong client secret is the operator's to mend. */
const FINAL = new Set([
  "invalid_code",
  "invalid_code_verifier",
  "bad_redirect_uri",
  "invalid_refresh_token",
  "token_revoked",
  "account_inactive",
]);

/** The token endpoint too says `ok: false` with 200. */
function readTokens(_status: number, json: unknown): TokenAnswer {
  const refusal = Refusal.safeParse(json);
  if (refusal.success) {
    const { error: code } = refusal.data;
    return { ok: false, refusal: { code, message: undefined, isFinal: FINAL.has(code) } };
  }
  const grant = Grant.safeParse(json);
  if (!grant.success) {
    const message = "Slack's answer could not be understood";
    return { ok: false, refusal: { code: "unreadable_answer", message, isFinal: false } };
  }
  const { access_token: accessToken, scope, refresh_token, expires_in: expiresInSeconds } = grant.data;
  return {
    ok: true,
    grant: {
      accessToken,
      refreshToken: expiresInSeconds === undefined ? undefined : refresh_token,
      expiresInSeconds,
      scopes: scope?.split(",").filter((name) => name !== ""),
    },
  };
}

/** OAuth v2. A code verifier is accepted but meant for clients without a secret, so it is left out. */
export const slackOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://slack.com/oauth/v2/authorize",
    tokenUrl: "https://slack.com/api/oauth.v2.access",
    revocation: { url: "https://slack.com/api/auth.revoke", token: "access", authenticate: "bearer" },
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
