import { eq, sql } from "drizzle-orm";
import type { RefreshedSession } from "#lib/contracts/sessions.ts";
import { sessions } from "#lib/server/db/schema/sessions.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import type { TenancyContext } from "../context.ts";
import { findSession } from "./find-session.ts";
import { serializeRefreshedSession } from "./serialize-session.ts";
import { accessExpiry, PREVIOUS_TOKEN_GRACE_MS, sessionEndsAt } from "./session-life.ts";

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
