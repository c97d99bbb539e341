import { eq } from "drizzle-orm";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { AuthorizationRow } from "./authorization-row.ts";
import { currentStatus } from "./find-authorization.ts";

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
