import { sql } from "drizzle-orm";
import type { Transaction } from "#lib/server/db/database.ts";
import { resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { eraseActionData } from "../action-data/stored-action-data.ts";
import { lockWithTokens, saveConnection, type ConnectionRow } from "../connection.ts";
import { type AuthorizationRow, moveAuthorization, requireMoved } from "./authorization-states.ts";
import { completed, grantedMetadata, unused, type Settled, type Settling } from "./connect-account.ts";
import { sealPendingGrant } from "./grants.ts";
import { missingScopes } from "./oauth-destination.ts";
import { accountIn } from "./read-authorizations.ts";
import { persistTokens } from "./stored-tokens.ts";

/**
 * Repairs the connection of the attempt with what was granted: for the same account at once, for another one only when
 * somebody has `accepted` that; until then it waits in the attempt.
 */
export async function reconnectAccount(
  tx: Transaction,
  settling: Settling,
  attempt: AuthorizationRow,
  { isAccepted }: { isAccepted: boolean },
): Promise<Settled> {
  const connection = attempt.connectionId === null ? undefined : await lockWithTokens(tx, attempt.connectionId);
  if (connection === undefined) {
    return unused(tx, attempt, { code: "connection_deleted", message: "The connection was deleted in the meantime." });
  }
  const { account } = settling.held;
  const previous = accountIn(connection.metadata);
  const isSame = previous === undefined || previous.id === account.id;
  if (!isSame && !isAccepted) return askFirst(tx, settling, attempt);
  await repair(tx, settling, attempt, connection, isSame);
  return completed(tx, attempt, connection.id, account);
}

async function askFirst(tx: Transaction, { sealer, held }: Settling, attempt: AuthorizationRow): Promise<Settled> {
  const { id, label } = held.account;
  const grantSealed = await sealPendingGrant(sealer, attempt.id, held);
  const values = { account: { id, label }, grantSealed };
  const moved = await moveAuthorization(tx, attempt.id, { to: "confirming", from: [attempt.status], values });
  return { kind: "used", attempt: requireMoved(moved, attempt.id) };
}

async function repair(
  tx: Transaction,
  { destination, held, sealer }: Settling,
  attempt: AuthorizationRow,
  connection: ConnectionRow,
  isSame: boolean,
): Promise<void> {
  const { oauth } = destination;
  const { granted, account } = held;
  // Whoever paused it while the person was at the provider keeps that.
  const isPaused = connection.inactiveReason === "manually_inactivated" && connection.updatedAt > attempt.createdAt;
  const { id, workspaceId } = connection;
  await persistTokens(tx, sealer, { connectionId: id, workspaceId, oauth, granted });
  if (!isSame) await forgetAccount(tx, id);
  const known = isSame ? { ...connection.metadata, ...attempt.options } : attempt.options;
  const kept = isSame ? connection.warnings.filter(({ code }) => code !== "missing_scope") : [];
  await saveConnection(tx, connection, {
    metadata: grantedMetadata(known, granted, account),
    warnings: [...missingScopes(oauth, granted.grant.scopes), ...kept],
    ...(isPaused ? {} : { active: true, inactiveReason: null }),
  });
  if (!isPaused) await resumeWaiting(tx, id);
}

/** What was read from the account before says nothing about this one. The fields of its mapping are read again anyway. */
async function forgetAccount(tx: Transaction, connectionId: string): Promise<void> {
  await tx.execute(sql`delete from connection_memory where connection_id = ${connectionId}`);
  await eraseActionData(tx, connectionId);
}
