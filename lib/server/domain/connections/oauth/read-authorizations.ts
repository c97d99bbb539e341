import { and, eq } from "drizzle-orm";
import type { OAuthAttemptStatus, OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { oauthAttempts } from "#lib/server/db/schema/oauth.ts";
import { type Scope, inScope, requireId } from "#lib/server/db/scope.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";
import type { ConnectionsContext } from "../context.ts";
import { type AuthorizationRow, isFinal } from "./authorization-states.ts";

/** The attempt's row when the caller can reach it, else 404. */
export async function requireAuthorization(
  db: Queryable,
  scope: Scope,
  attemptId: string,
  lock?: "for update",
): Promise<AuthorizationRow> {
  const query = db
    .select()
    .from(oauthAttempts)
    .where(and(eq(oauthAttempts.id, requireId(attemptId)), inScope(db, oauthAttempts.workspaceId, scope)));
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

/** For the hosted pages, whose callers prove themselves by a secret of this one attempt. */
export async function findAuthorization(db: Queryable, attemptId: string): Promise<AuthorizationRow | undefined> {
  if (!isUuid(attemptId)) return undefined;
  const [row] = await db.select().from(oauthAttempts).where(eq(oauthAttempts.id, attemptId.toLowerCase()));
  return row;
}

export async function lockAuthorization(tx: Transaction, attemptId: string): Promise<AuthorizationRow | undefined> {
  const [row] = await tx.select().from(oauthAttempts).where(eq(oauthAttempts.id, attemptId)).for("update");
  return row;
}

/** Whether anything can still become of it. */
export function isOpen(row: Pick<AuthorizationRow, "status" | "expiresAt">): boolean {
  return !isFinal(row.status) && row.expiresAt > clock.now();
}

export function currentStatus(row: Pick<AuthorizationRow, "status" | "expiresAt">): OAuthAttemptStatus {
  return !isFinal(row.status) && !isOpen(row) ? "expired" : row.status;
}

export async function getAuthorization(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  return serializeAuthorization(ctx.db, await requireAuthorization(ctx.db, ctx.scope, attemptId));
}

export async function serializeAuthorization(db: Queryable, row: AuthorizationRow): Promise<OAuthAttempt> {
  const status = currentStatus(row);
  const previous = status === "confirming" ? await findAccount(db, row.connectionId) : undefined;
  return {
    id: row.id,
    workspace_id: row.workspaceId,
    type: row.type,
    status,
    ...(row.connectionId === null ? {} : { connection: row.connectionId }),
    is_reconnect: row.isReconnect,
    ...(row.account === null ? {} : { account: row.account }),
    ...(previous === undefined ? {} : { previous_account: previous }),
    ...(row.problem === null ? {} : { problem: row.problem }),
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}

/** The account that a connection is connected to now. */
export function accountIn(metadata: Record<string, unknown>): { id: string; label: string } | undefined {
  const { account_id: id, account_label: label } = metadata;
  return typeof id === "string" && typeof label === "string" ? { id, label } : undefined;
}

async function findAccount(db: Queryable, connectionId: string | null) {
  if (connectionId === null) return undefined;
  const [row] = await db
    .select({ metadata: connections.metadata })
    .from(connections)
    .where(eq(connections.id, connectionId));
  return row && accountIn(row.metadata);
}
