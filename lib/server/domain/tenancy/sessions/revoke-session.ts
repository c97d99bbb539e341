import { and, eq, isNull } from "drizzle-orm";
import type { RevokedSession } from "#lib/contracts/sessions.ts";
import { sessions } from "#lib/server/db/schema/sessions.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { TenancyContext } from "../context.ts";
import { findSession } from "./find-session.ts";

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
