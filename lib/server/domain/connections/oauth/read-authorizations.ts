import { and, eq, isNull } from "drizzle-orm";
import type { OAuthAttemptStatus, OAuthAttempt, OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { connections, oauthAttempts } from "#lib/server/db/schema/connections.ts";
import { type Scope, inScope, requireId } from "#lib/server/db/scope.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";
import type { ConnectionsContext, ConnectionsApp } from "../context.ts";
import { type AuthorizationRow, isFinal } from "./authorization-states.ts";
import { belongsToBrowser } from "./openings.ts";

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

type Deps = Pick<ConnectionsApp, "db" | "destinations">;

/** What has become of the attempt, for a browser that has gone on from its start page; 404 for every other one. */
export async function getOAuthOutcome(
  app: Deps,
  attemptId: string,
  browser: string | undefined,
): Promise<OAuthOutcome> {
  const row = await findAuthorization(app.db, attemptId);
  if (row === undefined || !(await belongsToBrowser(app.db, row.id, browser))) throw notFound();
  const { status, type, is_reconnect, account, previous_account, problem } = await serializeAuthorization(app.db, row);
  const missing = status === "completed" ? await findMissingScopes(app, row) : [];
  return {
    status,
    provider: app.destinations.of(type)?.integration.name ?? type,
    is_reconnect,
    ...(account === undefined ? {} : { account: account.label }),
    ...(previous_account === undefined ? {} : { previous_account: previous_account.label }),
    ...(problem === undefined ? {} : { problem }),
    warnings: missing,
  };
}

async function findMissingScopes({ db }: Deps, { connectionId }: AuthorizationRow): Promise<string[]> {
  if (connectionId === null) return [];
  const [row] = await db
    .select({ warnings: connections.warnings })
    .from(connections)
    .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)));
  return (row?.warnings ?? []).filter(({ code }) => code === "missing_scope").map(({ message }) => message);
}
