import { and, eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { sessions } from "#lib/server/db/schema/sessions.ts";
import type { Scope } from "#lib/server/db/scope.ts";

const SESSION_ID = /^sess_[0-9a-f-]{36}$/;

/** A session of the caller's organization; nothing for an id that is none. */
export async function findSession(db: Queryable, scope: Scope, sessionId: string, lock?: "for update") {
  if (!SESSION_ID.test(sessionId)) return undefined;
  const query = db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.organizationId, scope.organizationId)));
  const [row] = lock === undefined ? await query : await query.for("update");
  return row;
}
