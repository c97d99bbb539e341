import { eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { sessions } from "#lib/server/db/schema/sessions.ts";
import { sessionEndsAt } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";

/** Whether the session that began an attempt still may; what a machine key began, no session can end. */
export async function isSessionAlive(db: Queryable, sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return true;
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId));
  return row !== undefined && row.revokedAt === null && sessionEndsAt(row) > clock.now();
}

export const SESSION_ENDED = {
  code: "session_ended",
  message: "The session in which this was begun has ended. Start again in the workspace.",
};
