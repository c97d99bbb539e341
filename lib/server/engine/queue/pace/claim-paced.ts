import type pg from "pg";
import { inClientTransaction } from "#lib/server/db/client-transaction.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import { claimGiven, type ClaimKind, type Lease } from "../claim.ts";
import type { ClaimedRuleEvent } from "../claimed.ts";
import { allot } from "./allot.ts";
import { lockBuckets, makeBuckets, takeTokens } from "./buckets.ts";
import type { Paces } from "./pace.ts";
import { type PacedGiven } from "./paced-connection.ts";

type PacedRequest = Lease & { paces: Paces; kind?: ClaimKind };

const COUNT_RUNNING = loadStatement(import.meta.dirname, "count-running", ["workspace_ids", "connection_ids"]);

/**
 * Claims from connections whose provider has limits, no more than these leave over all nodes. Whoever holds the lock of
 * a bucket counts and takes alone; buckets that another node holds are left to it.
 */
export async function claimPaced(
  pool: pg.Pool,
  request: PacedRequest,
  given: readonly PacedGiven[],
): Promise<ClaimedRuleEvent[]> {
  if (given.length === 0) return [];
  const connections = given.map(({ holder }) => holder);
  await makeBuckets(pool, connections, request.paces);
  return inClientTransaction(pool, (client) => claimWithin(client, request, given));
}

async function claimWithin(
  client: pg.PoolClient,
  { paces, kind, ...lease }: PacedRequest,
  given: readonly PacedGiven[],
): Promise<ClaimedRuleEvent[]> {
  const connections = given.map(({ holder }) => holder);
  const buckets = await lockBuckets(client, connections, paces);
  const held = given.filter(({ holder }) => buckets.has(holder.pace.key));
  const free = await freePlaces(client, held);
  const candidates = held.map(({ holder: { connectionId, pace } }) => ({
    connectionId,
    key: pace.key,
    free: free.get(connectionId) ?? 0,
  }));
  const deliveries = new Map([...buckets].map(([key, bucket]) => [key, bucket.deliveries]));
  const allotted = allot(candidates, deliveries, Infinity);
  const within = held.map(({ holder }) => ({ holder, places: allotted.get(holder.connectionId) ?? 0 }));
  const claimed = await claimGiven(
    client,
    lease,
    within.filter(({ places }) => places > 0),
    kind,
  );
  const keyOf = new Map(connections.map(({ connectionId, pace }) => [connectionId, pace.key]));
  const byKey = Map.groupBy(claimed, ({ connectionId }) => keyOf.get(connectionId) ?? connectionId);
  await takeTokens(client, buckets, byKey);
  return claimed;
}

/** What the share of places and the provider's concurrency leave to each connection, counted under the locks. */
async function freePlaces(client: pg.PoolClient, given: readonly PacedGiven[]): Promise<Map<string, number>> {
  const narrow = given.filter(({ holder }) => holder.pace.concurrency !== undefined);
  const running = narrow.length === 0 ? new Map<string, number>() : await countRunning(client, narrow);
  return new Map(
    given.map(({ holder: { connectionId, pace }, places }) => {
      const left = (pace.concurrency ?? Infinity) - (running.get(connectionId) ?? 0);
      return [connectionId, Math.max(0, Math.min(places, left))];
    }),
  );
}

async function countRunning(client: pg.PoolClient, given: readonly PacedGiven[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ connection_id: string; running: number }>(
    COUNT_RUNNING.prepared({
      workspace_ids: [...new Set(given.map(({ holder }) => holder.workspaceId))],
      connection_ids: given.map(({ holder }) => holder.connectionId),
    }),
  );
  return new Map(rows.map((row) => [row.connection_id, row.running]));
}
