import type { Transaction } from "#lib/server/db/database.ts";
import type { ConnectionsApp } from "../context.ts";
import type { AuthorizationRow } from "./authorization-row.ts";
import { connectAccount, unused, type Settled, type Settling } from "./connect-account.ts";
import { lockAuthorization } from "./find-authorization.ts";
import { readAfterConnect } from "./read-after-connect.ts";
import { reconnectAccount } from "./reconnect-account.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { isSessionAlive, SESSION_ENDED } from "./session-alive.ts";

/**
 * Puts what was granted where it belongs, all at once or not at all. A grant that finds no place, because the attempt
 * was canceled or its session ended meanwhile, is taken back at the provider.
 */
export async function settleAuthorization(
  app: ConnectionsApp,
  { id, options }: Pick<AuthorizationRow, "id" | "options">,
  { destination, held }: Pick<Settling, "destination" | "held">,
): Promise<void> {
  const settling = { destination, held, sealer: app.sealer };
  const settled = await app.db
    .transaction((tx) => settle(tx, settling, id))
    .catch(async (error: unknown) => {
      await revokeGrant(app, destination, held, options);
      throw error;
    });
  if (settled.kind === "unused") return void (await revokeGrant(app, destination, held, options));
  await app.wakeWorkers();
  await readAfterConnect(app, settled.attempt);
}

async function settle(tx: Transaction, settling: Settling, attemptId: string): Promise<Settled> {
  const attempt = await lockAuthorization(tx, attemptId);
  if (attempt?.status !== "at_provider") return { kind: "unused" };
  if (!(await isSessionAlive(tx, attempt.sessionId))) return unused(tx, attempt, SESSION_ENDED);
  if (!attempt.isReconnect) return connectAccount(tx, settling, attempt);
  return reconnectAccount(tx, settling, attempt, { isAccepted: false });
}
