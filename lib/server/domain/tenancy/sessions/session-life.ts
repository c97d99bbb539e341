import { eq, sql, and, isNull } from "drizzle-orm";
import type pg from "pg";
import type { RefreshedSession, RevokedSession } from "#lib/contracts/sessions.ts";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import type { TenancyContext } from "../context.ts";
import { findSession, serializeRefreshedSession } from "./read-sessions.ts";

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

/**
 * A new access token for the same session. Raises the token version; the token before is accepted for a grace period.
 * Works until 24 h after the mint, also when the access token has expired. 409 when revoked or past that.
 */
export async function refreshSession(ctx: TenancyContext, sessionId: string): Promise<RefreshedSession> {
  return ctx.db.transaction(async (tx) => {
    const current = await findSession(tx, ctx.scope, sessionId, "for update");
    if (current === undefined) throw notFound();
    const now = clock.now();
    const endsAt = sessionEndsAt(current);
    if (current.revokedAt !== null) throw new AppError("conflict", "The session was revoked: mint a new one");
    if (endsAt <= now) throw new AppError("conflict", "The session is older than 24 hours: mint a new one");
    const [row] = await tx
      .update(sessions)
      .set({
        tokenVersion: sql`${sessions.tokenVersion} + 1`,
        previousTokenUntil: new Date(now.getTime() + PREVIOUS_TOKEN_GRACE_MS),
        accessExpiresAt: accessExpiry(now, current.ttlSeconds, endsAt),
      })
      .where(eq(sessions.id, current.id))
      .returning();
    if (row === undefined) throw notFound();
    const claims = { sessionId: row.id, version: row.tokenVersion, expiresAt: row.accessExpiresAt };
    return serializeRefreshedSession(row, await ctx.signer.sign("meshes-embed", claims), now);
  });
}

/** Ends the session, its access tokens and its launch token at once. Repeating it changes nothing. */
export async function revokeSession(ctx: TenancyContext, sessionId: string): Promise<RevokedSession> {
  const row = await findSession(ctx.db, ctx.scope, sessionId);
  if (row === undefined) throw notFound();
  await ctx.db
    .update(sessions)
    .set({ revokedAt: clock.now() })
    .where(and(eq(sessions.id, row.id), isNull(sessions.revokedAt)));
  return { revoked: true };
}

/** How long an ended session can still be listed: whoever asks who had access asks within some weeks. */
const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 1_000;

/** Deletes sessions that ended long ago, oldest first. An attempt to connect keeps its own copy of what it needs. */
export async function pruneSessions(pool: pg.Pool): Promise<"more" | "idle"> {
  const { rowCount } = await pool.query(
    `delete from sessions where id in (
      select id from sessions where created_at < now() - make_interval(secs => $1) order by created_at limit $2
    )`,
    [(SESSION_LIFE_MS + KEPT_MS) / 1000, BATCH],
  );
  return rowCount === BATCH ? "more" : "idle";
}
