import { and, eq, isNull } from "drizzle-orm";
import { CONNECTION_NAME } from "#lib/contracts/constants.ts";
import type { OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { workspaces } from "#lib/server/db/schema/tenancy.ts";
import type { Account } from "#lib/server/providers/contract.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { withAccount } from "../check-settings.ts";
import { tryInsertConnection } from "../connection.ts";
import type { ConnectionsApp } from "../context.ts";
import { readFieldsAfterSave } from "../field-catalogs/read-catalog.ts";
import { type AuthorizationRow, failAuthorization, moveAuthorization, requireMoved } from "./authorization-states.ts";
import type { PendingGrant } from "./grants.ts";
import { missingScopes, type OAuthDestination } from "./oauth-destination.ts";
import { persistTokens } from "./stored-tokens.ts";
import type { Granted } from "./token-endpoint.ts";

const NAMES_TRIED_MAX = 50;

/** A label of the provider as a connection may be named: without accents, and with blanks for what is not allowed. */
export function nameFrom(label: string, otherwise: string): string {
  const name = label
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-zA-Z0-9 _-]+/g, " ")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, CONNECTION_NAME.max)
    .trim();
  return name === "" ? otherwise : name;
}

/** The name, and then the name with numbers, for as long as others have them already. */
export function namesLike(name: string): string[] {
  return Array.from({ length: NAMES_TRIED_MAX }, (_, index) => {
    const suffix = index === 0 ? "" : ` ${index + 1}`;
    return name.slice(0, CONNECTION_NAME.max - suffix.length).trimEnd() + suffix;
  });
}

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
  values: Omit<Parameters<typeof tryInsertConnection>[1], "name">,
): Promise<boolean> {
  for (const candidate of namesLike(name)) {
    if (await tryInsertConnection(tx, { ...values, name: candidate })) return true;
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

/** Nobody calls for the workspace when the provider sends a browser back, so the attempt says for whom to read. */
export async function readAfterConnect(app: ConnectionsApp, attempt: AuthorizationRow): Promise<void> {
  const { status, connectionId, workspaceId, createdBy: actor } = attempt;
  if (status !== "completed" || connectionId === null) return;
  const [found] = await app.db
    .select({ connection: connections, organizationId: workspaces.organizationId })
    .from(connections)
    .innerJoin(workspaces, eq(workspaces.id, connections.workspaceId))
    .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)));
  if (found === undefined) return;
  const scope = { organizationId: found.organizationId, workspaceId, resourceScope: undefined };
  await readFieldsAfterSave({ ...app, scope, actor }, found.connection);
}
