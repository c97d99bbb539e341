import { and, eq, isNull } from "drizzle-orm";
import type { RevokedSession } from "../../contracts/sessions.ts";
import type { ServiceContext } from "../app-context.ts";
import { sessions } from "../db/schema/sessions.ts";
import { notFound } from "../errors.ts";
import { findSession } from "./find-session.ts";
import { clock } from "../clock.ts";

/** Ends the session, its access tokens and its launch token at once. Repeating it changes nothing. */
export async function revokeSession(ctx: ServiceContext, sessionId: string): Promise<RevokedSession> {
  const row = await findSession(ctx.db, ctx.scope, sessionId);
  if (row === undefined) throw notFound();
  await ctx.db
    .update(sessions)
    .set({ revokedAt: clock.now() })
    .where(and(eq(sessions.id, row.id), isNull(sessions.revokedAt)));
  return { revoked: true };
}
