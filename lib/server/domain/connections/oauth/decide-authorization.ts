import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { lockWithTokens } from "../connection.ts";
import type { ConnectionsContext } from "../context.ts";
import {
  moveAuthorization,
  requireMoved,
  type AuthorizationRow,
  isSessionAlive,
  SESSION_ENDED,
} from "./authorization-states.ts";
import { unused, type Settled, readAfterConnect } from "./connect-account.ts";
import {
  openPendingGrant,
  revokeGrant,
  disconnectGrant,
  type UnusedGrant,
  type PendingGrant,
  openPersistedGrant,
} from "./grants.ts";
import { requireOAuth, type OAuthDestination } from "./oauth-destination.ts";
import { isOpen, requireAuthorization, currentStatus, serializeAuthorization } from "./read-authorizations.ts";
import { reconnectAccount } from "./reconnect-account.ts";

/** Gives the attempt up; what was granted already is taken back at the provider. Repeating it changes nothing. */
export async function cancelAuthorization(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  const { before, row } = await ctx.db.transaction(async (tx) => {
    const before = await requireAuthorization(tx, ctx.scope, attemptId, "for update");
    if (before.status === "canceled") return { before, row: before };
    if (!isOpen(before)) throw new AppError("conflict", `The attempt is over: it is ${currentStatus(before)}`);
    const row = await moveAuthorization(tx, before.id, { to: "canceled", from: [before.status] });
    return { before, row: requireMoved(row, before.id) };
  });
  if (before.grantSealed !== null) {
    const held = await openPendingGrant(ctx.sealer, before.id, before.grantSealed);
    await revokeGrant(ctx, requireOAuth(ctx, before.type), held, before.options);
  }
  return serializeAuthorization(ctx.db, row);
}

type Confirmed = { settled: Settled; held: PendingGrant; row: AuthorizationRow; replaced: UnusedGrant | undefined };

/**
 * Accepts that another account than before was chosen: the connection is its from now on, and the access to the one
 * before is taken back.
 */
export async function confirmAuthorization(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  const { type } = await requireAuthorization(ctx.db, ctx.scope, attemptId);
  const destination = requireOAuth(ctx, type);
  const { settled, held, row, replaced } = await ctx.db.transaction((tx) => accept(tx, ctx, destination, attemptId));
  if (settled.kind === "unused") await revokeGrant(ctx, destination, held, row.options);
  else await finish(ctx, settled.attempt, replaced);
  return serializeAuthorization(ctx.db, await requireAuthorization(ctx.db, ctx.scope, attemptId));
}

async function finish(
  ctx: ConnectionsContext,
  attempt: AuthorizationRow,
  replaced: UnusedGrant | undefined,
): Promise<void> {
  await ctx.wakeWorkers();
  if (replaced !== undefined) await disconnectGrant(ctx, replaced);
  await readAfterConnect(ctx, attempt);
}

async function accept(
  tx: Transaction,
  ctx: ConnectionsContext,
  destination: OAuthDestination,
  attemptId: string,
): Promise<Confirmed> {
  const row = await requireAuthorization(tx, ctx.scope, attemptId, "for update");
  if (row.status !== "confirming" || !isOpen(row) || row.grantSealed === null) {
    throw new AppError("conflict", `There is nothing to confirm: the attempt is ${currentStatus(row)}`);
  }
  const held = await openPendingGrant(ctx.sealer, row.id, row.grantSealed);
  if (!(await isSessionAlive(tx, row.sessionId))) {
    return { settled: await unused(tx, row, SESSION_ENDED), held, row, replaced: undefined };
  }
  const replaced = await replacedBy(tx, ctx, destination, row);
  const settling = { destination, held, sealer: ctx.sealer };
  const settled = await reconnectAccount(tx, settling, row, { isAccepted: true });
  return { settled, held, row, replaced };
}

async function replacedBy(
  tx: Transaction,
  ctx: ConnectionsContext,
  destination: OAuthDestination,
  row: AuthorizationRow,
) {
  const connection = row.connectionId === null ? undefined : await lockWithTokens(tx, row.connectionId);
  return connection && openPersistedGrant(tx, ctx, destination, connection);
}
