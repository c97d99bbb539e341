import type { sessions } from "#lib/server/db/schema/sessions.ts";

/** From the mint to the last possible refresh, whatever happens between. */
export const SESSION_LIFE_MS = 24 * 3_600_000;
/** How long the token before the last refresh is still accepted. */
export const PREVIOUS_TOKEN_GRACE_MS = 10_000;
/** How long a launch token is accepted again after its first use: a document that is mounted twice. */
export const LAUNCH_REUSE_MS = 10_000;

export function sessionEndsAt(row: Pick<typeof sessions.$inferSelect, "createdAt">): Date {
  return new Date(row.createdAt.getTime() + SESSION_LIFE_MS);
}

/** The next access token's expiry: the minted life, cut at the end of the session. In whole seconds, as tokens count. */
export function accessExpiry(now: Date, ttlSeconds: number, endsAt: Date): Date {
  const ms = Math.min(now.getTime() + ttlSeconds * 1000, endsAt.getTime());
  return new Date(Math.floor(ms / 1000) * 1000);
}
