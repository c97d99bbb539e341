import { and, eq, isNull, sql } from "drizzle-orm";
import type { DeletedConnection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { cancelOpenRuleEvents } from "#lib/server/db/queries/rule-events.ts";
import { fieldCatalogs, mappings, oauthAttempts } from "#lib/server/db/schema/connections.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import { eraseActionData } from "./action-data/stored-action-data.ts";
import { eraseConnection, lockWithTokens, requireConnection, type ConnectionRow } from "./connection.ts";
import type { ConnectionsContext } from "./context.ts";
import { disconnectGrant, openPersistedGrant } from "./oauth/grants.ts";
import { usesOAuth } from "./oauth/oauth-destination.ts";
import { deleteTokens } from "./oauth/stored-tokens.ts";

/**
 * Refused with 409 while active rules use the connection, unless forced. Its rules go with it, open deliveries are
 * canceled, its secrets, its mapping and what was read from its account are erased; the history keeps its name. What was
 * granted by OAuth is taken back at the provider, as far as that goes.
 */
export async function deleteConnection(
  ctx: ConnectionsContext,
  connectionId: string,
  force: boolean,
): Promise<DeletedConnection> {
  const { row, grant } = await ctx.db.transaction((tx) => erase(tx, ctx, connectionId, force));
  const deleted = { id: row.id, type: row.type };
  return grant === undefined ? deleted : { ...deleted, disconnection: await disconnectGrant(ctx, grant) };
}

async function erase(tx: Transaction, ctx: ConnectionsContext, connectionId: string, force: boolean) {
  const { id } = await requireConnection(tx, ctx.scope, connectionId);
  const row = await lockWithTokens(tx, id);
  if (row === undefined) throw notFound();
  const ofConnection = and(eq(rules.connectionId, row.id), isNull(rules.deletedAt));
  const activeRules = await tx.$count(rules, and(ofConnection, eq(rules.active, true)));
  if (activeRules > 0 && !force) {
    throw new AppError(
      "conflict",
      `${activeRules} active rule(s) use this connection: delete them first, or send force_delete`,
    );
  }
  await tx
    .update(rules)
    .set({ deletedAt: sql`now()` })
    .where(ofConnection);
  await eraseConnection(tx, row.id);
  const grant = await eraseGrant(tx, ctx, row);
  await tx.delete(mappings).where(eq(mappings.connectionId, row.id));
  await tx.delete(fieldCatalogs).where(eq(fieldCatalogs.connectionId, row.id));
  await eraseActionData(tx, row.id);
  await eraseMemory(tx, row.id);
  await cancelOpenRuleEvents(tx, { connectionId: row.id });
  return { row, grant };
}

/** What its deliveries remembered of people at the provider, how fast they went, and whom its account belonged to. */
async function eraseMemory(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`delete from connection_memory where connection_id = ${id}`);
  await tx.execute(sql`delete from provider_pace where key = ${id}`);
  // What still waits for a decision needs both to be taken back at the provider, which its expiry does.
  const isDecided = and(eq(oauthAttempts.connectionId, id), isNull(oauthAttempts.grantSealed));
  await tx.update(oauthAttempts).set({ account: null, options: {} }).where(isDecided);
}

/** Erased in any case; opened before, so that the provider can be told afterwards. */
async function eraseGrant(tx: Transaction, ctx: ConnectionsContext, row: ConnectionRow) {
  const destination = ctx.destinations.of(row.type);
  const isOAuth = destination !== undefined && usesOAuth(destination);
  const grant = isOAuth ? await openPersistedGrant(tx, ctx, destination, row) : undefined;
  await deleteTokens(tx, row.id);
  return grant;
}
