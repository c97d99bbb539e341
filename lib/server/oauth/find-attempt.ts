import { and, eq } from "drizzle-orm";
import type { OAuthAttemptStatus } from "../../contracts/oauth-attempts.ts";
import type { Scope } from "../app-context.ts";
import type { Queryable, Transaction } from "../db/database.ts";
import { oauthAttempts } from "../db/schema/oauth.ts";
import { inScope, requireId } from "../db/scope.ts";
import { notFound } from "../errors.ts";
import { isUuid } from "../ids.ts";
import { isFinal } from "./attempt-states.ts";
import { clock } from "../clock.ts";

export type AttemptRow = typeof oauthAttempts.$inferSelect;

/** The attempt's row when the caller can reach it, else 404. */
export async function requireAttempt(
  db: Queryable,
  scope: Scope,
  attemptId: string,
  lock?: "for update",
): Promise<AttemptRow> {
  const query = db
    .select()
    .from(oauthAttempts)
    .where(and(eq(oauthAttempts.id, requireId(attemptId)), inScope(db, oauthAttempts.workspaceId, scope)));
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

/** For the hosted pages, whose callers prove themselves by a secret of this one attempt. */
export async function findAttempt(db: Queryable, attemptId: string): Promise<AttemptRow | undefined> {
  if (!isUuid(attemptId)) return undefined;
  const [row] = await db.select().from(oauthAttempts).where(eq(oauthAttempts.id, attemptId.toLowerCase()));
  return row;
}

export async function lockAttempt(tx: Transaction, attemptId: string): Promise<AttemptRow | undefined> {
  const [row] = await tx.select().from(oauthAttempts).where(eq(oauthAttempts.id, attemptId)).for("update");
  return row;
}

/** Whether anything can still become of it. */
export function isOpen(row: Pick<AttemptRow, "status" | "expiresAt">): boolean {
  return !isFinal(row.status) && row.expiresAt > clock.now();
}

export function statusOf(row: Pick<AttemptRow, "status" | "expiresAt">): OAuthAttemptStatus {
  return !isFinal(row.status) && !isOpen(row) ? "expired" : row.status;
}
