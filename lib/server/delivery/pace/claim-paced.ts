import type pg from "pg";
import type { IntegrationType } from "../../../contracts/integrations.ts";
import { inClientTransaction } from "../../db/client-transaction.ts";
import type { ClaimRequest } from "../claim.ts";
import { claimFrom, CLAIMED_ROWS, dueConnections, type ClaimKind } from "../claim-sql.ts";
import { toClaimed, type ClaimedRow, type ClaimedRuleEvent } from "../claimed.ts";
import { allot } from "./allot.ts";
import { lockBuckets, makeBuckets, takeTokens } from "./buckets.ts";
import { paceColumns } from "./pace.ts";
import { pacedAmong, pacesFrom } from "./pace-sql.ts";

export type ReadyConnection = { id: string; type: IntegrationType; workspace_id: string; key: string; is_new: boolean };

// Attempts under an expired lease are not running any more: they are what is taken over.
const RUNNING = "status = 'processing' and due_at > now()";

// Connections that have no place free now are passed over, one by one until there are enough others. They are counted
// again under the locks: this only keeps the full ones from standing in the way.
const readySql = (kind: ClaimKind) => `
  with ${pacesFrom(3)}, due as (select c.id, c.type, c.workspace_id from ${dueConnections(kind)})
  select id, type, workspace_id, key, is_new
  from (
    select * from (${pacedAmong(kind, "due")}) paced
    where ready_at <= now() and id <> all($2::uuid[]) order by random()
  ) r
  where concurrency is null or concurrency > (
    select count(*) from rule_events where workspace_id = r.workspace_id and ${RUNNING} and connection_id = r.id
  )
  limit $1`;

const claimSql = (kind: ClaimKind) => `
  with allotted as (
    select * from unnest($4::uuid[], $5::int[]) as t(id, free)
  ), ${claimFrom(kind, "allotted")}
  ${CLAIMED_ROWS}`;

const READY_SQL: Record<ClaimKind, string> = { ordinary: readySql("ordinary"), suspect: readySql("suspect") };
const CLAIM_SQL: Record<ClaimKind, string> = { ordinary: claimSql("ordinary"), suspect: claimSql("suspect") };

const RUNNING_SQL = `
  select connection_id, count(*)::int as running from rule_events
  where workspace_id = any($1::uuid[]) and ${RUNNING} and connection_id = any($2::uuid[])
  group by connection_id`;

/**
 * Claims from connections whose provider has limits, no more than these leave over all nodes. Whoever holds the lock of
 * a bucket counts and takes alone; buckets that another node holds are left to it.
 */
export async function claimPaced(pool: pg.Pool, request: ClaimRequest): Promise<ClaimedRuleEvent[]> {
  const { kind = "ordinary", paces, limit, limited } = request;
  const full = limited.filter(({ free }) => free <= 0);
  const { rows: ready } = await pool.query<ReadyConnection>({
    name: `find-paced-${kind}`,
    text: READY_SQL[kind],
    values: [limit, full.map(({ connectionId }) => connectionId), ...paceColumns(paces)],
  });
  if (ready.length === 0) return [];
  await makeBuckets(pool, ready, paces);
  return inClientTransaction(pool, (client) => claimWithin(client, request, ready));
}

async function claimWithin(
  client: pg.PoolClient,
  request: ClaimRequest,
  ready: readonly ReadyConnection[],
): Promise<ClaimedRuleEvent[]> {
  const { kind = "ordinary", paces } = request;
  const buckets = await lockBuckets(client, ready, paces);
  const held = ready.filter(({ key }) => buckets.has(key));
  const free = await freePlaces(client, request, held);
  const candidates = held.map(({ id, key }) => ({ connectionId: id, key, free: free.get(id) ?? 0 }));
  const deliveries = new Map([...buckets].map(([key, bucket]) => [key, bucket.deliveries]));
  const allotted = allot(candidates, deliveries, request.limit);
  if (allotted.size === 0) return [];
  const { rows } = await client.query<ClaimedRow>({
    name: `claim-paced-${kind}`,
    text: CLAIM_SQL[kind],
    values: [request.limit, request.leaseToken, request.leaseMs / 1000, [...allotted.keys()], [...allotted.values()]],
  });
  const keyOf = new Map(held.map(({ id, key }) => [id, key]));
  await takeTokens(
    client,
    buckets,
    Map.groupBy(rows, ({ connection_id: id }) => keyOf.get(id) ?? id),
  );
  return rows.map(toClaimed);
}

/** What the node's own budget and the provider's concurrency leave to each connection, counted under the locks. */
async function freePlaces(
  client: pg.PoolClient,
  { limited, perConnection, paces }: ClaimRequest,
  ready: readonly ReadyConnection[],
): Promise<Map<string, number>> {
  const budget = new Map(limited.map(({ connectionId, free }) => [connectionId, free]));
  const narrow = ready.filter(({ type }) => paces.get(type)?.concurrency !== undefined);
  const running = narrow.length === 0 ? new Map<string, number>() : await countRunning(client, narrow);
  return new Map(
    ready.map(({ id, type }) => {
      const places = (paces.get(type)?.concurrency ?? Infinity) - (running.get(id) ?? 0);
      return [id, Math.max(0, Math.min(budget.get(id) ?? perConnection, places))];
    }),
  );
}

async function countRunning(
  client: pg.PoolClient,
  connections: readonly ReadyConnection[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ connection_id: string; running: number }>({
    name: "count-running",
    text: RUNNING_SQL,
    values: [[...new Set(connections.map((row) => row.workspace_id))], connections.map(({ id }) => id)],
  });
  return new Map(rows.map((row) => [row.connection_id, row.running]));
}
