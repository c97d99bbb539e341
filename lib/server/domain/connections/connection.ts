import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { InactiveReason } from "#lib/contracts/connections.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { connections, oauthTokens } from "#lib/server/db/schema/connections.ts";
import { inScope, requireId, type Scope } from "#lib/server/db/scope.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";

/**
 * The root of the aggregate: settings, tokens, mapping, fields and what was read from the account belong to a connection
 * and change under its lock. Only this file writes its row, so that nothing is written over unseen.
 */
export type ConnectionRow = typeof connections.$inferSelect;

type NewConnection = typeof connections.$inferInsert;
type Changes = Partial<
  Pick<ConnectionRow, "name" | "metadata" | "secretsSealed" | "hidden" | "active" | "inactiveReason" | "warnings">
>;

/** The connection's row when the caller can reach it, else 404. */
export async function requireConnection(
  db: Queryable,
  scope: Scope,
  connectionId: string,
  lock?: "for update",
): Promise<ConnectionRow> {
  const query = db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.id, requireId(connectionId)),
        inScope(db, connections.workspaceId, scope),
        isNull(connections.deletedAt),
      ),
    );
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

/**
 * Locks the tokens and then the connection, as everybody does who needs both: a renewal holds the tokens while it waits
 * for the provider. Undefined when the connection was deleted.
 */
export async function lockWithTokens(tx: Transaction, connectionId: string): Promise<ConnectionRow | undefined> {
  await tx.select({ id: oauthTokens.id }).from(oauthTokens).where(eq(oauthTokens.id, connectionId)).for("update");
  const [row] = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)))
    .for("update");
  return row;
}

/** 409 when the name is taken. */
export async function insertConnection(db: Queryable, values: NewConnection): Promise<ConnectionRow> {
  const [row] = await refusingTakenNames(db.insert(connections).values(values).returning());
  if (row === undefined) throw new Error("The connection was not returned by its insert");
  return row;
}

/** False when the name is taken; the transaction goes on. */
export async function tryInsertConnection(tx: Transaction, values: NewConnection): Promise<boolean> {
  const inserted = await tx.insert(connections).values(values).onConflictDoNothing().returning({ id: connections.id });
  return inserted.length > 0;
}

/**
 * Writes the changes if the connection still has the version that they were made from: 409 when somebody else has changed
 * it since, or when the new name is taken, and 404 when it was deleted. Its deliveries under way notice that it was
 * edited.
 */
export async function saveConnection(
  tx: Transaction,
  { id, version: ifVersion }: Pick<ConnectionRow, "id" | "version">,
  changes: Changes,
): Promise<ConnectionRow> {
  const isAsRead = and(eq(connections.id, id), eq(connections.version, ifVersion), isNull(connections.deletedAt));
  const update = tx.update(connections).set({ ...changes, updatedAt: clock.now() });
  const [row] = await refusingTakenNames(update.where(isAsRead).returning());
  return row ?? refuseStale(tx, id, ifVersion);
}

async function refuseStale(tx: Transaction, id: string, version: number): Promise<never> {
  const [present] = await tx
    .select({ version: connections.version })
    .from(connections)
    .where(and(eq(connections.id, id), isNull(connections.deletedAt)));
  if (present === undefined) throw notFound();
  requireVersion(version, present.version, "connection");
  throw new Error("The connection was not returned by its update");
}

/** What was found out about a locked connection. It does not count as edited by that. */
export async function saveWarnings(tx: Transaction, id: string, warnings: ConnectionRow["warnings"]): Promise<void> {
  await tx.update(connections).set({ warnings }).where(eq(connections.id, id));
}

/** The connections are locked; a person has to connect again. */
export async function deactivateConnections(
  tx: Transaction,
  ids: readonly string[],
  inactiveReason: InactiveReason,
): Promise<void> {
  await tx
    .update(connections)
    .set({ active: false, inactiveReason, updatedAt: clock.now() })
    .where(inArray(connections.id, [...ids]));
}

/** The same, if these very tokens are still in force. Whether it was active until now. Locks no tokens. */
export async function deactivateUnlessReconnected(
  tx: Transaction,
  { connectionId, sealed }: TokensInForce,
  reason: InactiveReason,
): Promise<boolean> {
  await tx.execute(sql`select 1 from connections where id = ${connectionId} for update`);
  const { rowCount } = await tx.execute(sql`
    update connections c set active = false, inactive_reason = ${reason}, updated_at = now()
    from oauth_tokens t
    where c.id = ${connectionId} and c.active and c.deleted_at is null and t.id = c.id and t.tokens_sealed = ${sealed}`);
  return rowCount === 1;
}

export type TokensInForce = { connectionId: string; sealed: string };

/** Adds to the metadata, if these very tokens are still in force. It does not count as edited by that. Locks no tokens. */
export async function addMetadata(
  tx: Transaction,
  { connectionId, sealed }: TokensInForce,
  added: Record<string, unknown>,
): Promise<void> {
  await tx.execute(sql`select 1 from connections where id = ${connectionId} for no key update`);
  await tx.execute(sql`
    update connections c set metadata = c.metadata || ${JSON.stringify(added)}::jsonb
    from oauth_tokens t
    where c.id = ${connectionId} and c.deleted_at is null and t.id = c.id and t.tokens_sealed = ${sealed}`);
}

/** The row stays for the history, with its name and without what was secret or the account's. */
export async function eraseConnection(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(connections)
    .set({ deletedAt: sql`now()`, updatedAt: sql`now()`, secretsSealed: null, metadata: {}, warnings: [] })
    .where(eq(connections.id, id));
}

export function nameTaken(cause: unknown): AppError {
  const data = [{ param: "name", msg: "Another connection of this workspace has this name" }];
  return new AppError("conflict", "A connection with this name exists", { data, cause });
}

async function refusingTakenNames<T>(writing: PromiseLike<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isUniqueViolation(error, "connections_name")) throw nameTaken(error);
    throw error;
  }
}
