import type { OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { Account } from "#lib/server/providers/contract.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { withAccount } from "../check-settings.ts";
import type { ConnectionsApp } from "../context.ts";
import type { AuthorizationRow } from "./authorization-row.ts";
import { failAuthorization, moveAuthorization, requireMoved } from "./authorization-states.ts";
import { nameFrom, namesLike } from "./connection-name.ts";
import { missingScopes } from "./missing-scopes.ts";
import type { OAuthDestination } from "./oauth-destination.ts";
import type { PendingGrant } from "./pending-grant.ts";
import { persistTokens } from "./persist-tokens.ts";
import type { Granted } from "./token-endpoint.ts";

/** `unused`: the grant has found no place, and is to be taken back. */
export type Settled = { kind: "used"; attempt: AuthorizationRow } | { kind: "unused" };

export type Settling = Pick<ConnectionsApp, "sealer"> & { destination: OAuthDestination; held: PendingGrant };

/** Makes the connection, in the transaction that holds the attempt. */
export async function connectAccount(tx: Transaction, settling: Settling, attempt: AuthorizationRow): Promise<Settled> {
  const { destination, held, sealer } = settling;
  const { integration, oauth } = destination;
  const { granted, account } = held;
  const id = uuidv7();
  const values = {
    id,
    workspaceId: attempt.workspaceId,
    type: attempt.type,
    metadata: grantedMetadata(attempt.options, granted, account),
    warnings: missingScopes(oauth, granted.grant.scopes),
    createdBy: attempt.createdBy,
  };
  if (!(await insertNamed(tx, attempt.name ?? nameFrom(account.label, integration.name), values))) {
    return unused(tx, attempt, {
      code: "name_taken",
      message: "No free name was found for the connection. Start again, and give it a name.",
    });
  }
  await persistTokens(tx, sealer, { connectionId: id, workspaceId: attempt.workspaceId, oauth, granted });
  return completed(tx, attempt, id, account);
}

/** What a connection shows of a grant. */
export function grantedMetadata(known: Record<string, unknown>, { captured }: Granted, account: Account) {
  const metadata = { ...known, ...(captured.ok ? captured.value : {}) };
  return withAccount({ metadata, secrets: {} }, account).metadata;
}

/** Under the first of the names that is free; somebody may take one at the same moment. */
async function insertNamed(
  tx: Transaction,
  name: string,
  values: Omit<typeof connections.$inferInsert, "name">,
): Promise<boolean> {
  for (const candidate of namesLike(name)) {
    const inserted = await tx
      .insert(connections)
      .values({ ...values, name: candidate })
      .onConflictDoNothing()
      .returning({ id: connections.id });
    if (inserted.length > 0) return true;
  }
  return false;
}

export async function completed(
  tx: Transaction,
  attempt: AuthorizationRow,
  connectionId: string,
  { id, label }: Account,
): Promise<Settled> {
  const values = { connectionId, account: { id, label }, problem: null };
  const moved = await moveAuthorization(tx, attempt.id, { to: "completed", from: [attempt.status], values });
  return { kind: "used", attempt: requireMoved(moved, attempt.id) };
}

export async function unused(tx: Transaction, attempt: AuthorizationRow, problem: OAuthProblem): Promise<Settled> {
  requireMoved(await failAuthorization(tx, attempt.id, problem, [attempt.status]), attempt.id);
  return { kind: "unused" };
}
