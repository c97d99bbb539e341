import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { Pace } from "#lib/server/providers/kit/pace.ts";
import { enoughFor, refill } from "#lib/server/runtime/rate-limit.ts";
import type { Paces } from "./pace.ts";
import type { PacedConnection } from "./paced-connection.ts";

const MAKE_BUCKETS = loadStatement(import.meta.dirname, "make-buckets", ["keys", "tokens"]);
const LOCK_BUCKETS = loadStatement(import.meta.dirname, "lock-buckets", ["keys"]);
const TAKE_TOKENS = loadStatement(import.meta.dirname, "take-tokens", ["keys", "tokens", "elapsed_ms"]);
const BLOCK_CONNECTION = loadStatement(import.meta.dirname, "block-connection", ["key", "tokens", "block_ms"]);
export const PRUNE_BUCKETS = loadStatement(import.meta.dirname, "prune-buckets", []);
export const PRUNE_BATCH = 10_000;

type Bucket = { pace: Pace; tokens: number; elapsedMs: number; deliveries: number };

/** Outside of any transaction, in order of keys, so that nodes that make the same ones do not wait in a circle. */
export async function makeBuckets(pool: pg.Pool, connections: readonly PacedConnection[], paces: Paces): Promise<void> {
  const isNew = connections.filter(({ pace }) => pace.isNew);
  const made = new Map(isNew.map(({ type, pace }) => [pace.key, startOf(paces.get(type))]));
  if (made.size === 0) return;
  const rows = [...made].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await pool.query(
    MAKE_BUCKETS.unprepared({ keys: rows.map(([key]) => key), tokens: rows.map(([, tokens]) => tokens) }),
  );
}

function startOf(pace: Pace | undefined): number {
  return pace?.bucket?.burst ?? 0;
}

/** The buckets that nobody else holds now, and how many deliveries each is enough for. */
export async function lockBuckets(
  client: pg.PoolClient,
  connections: readonly PacedConnection[],
  paces: Paces,
): Promise<Map<string, Bucket>> {
  const types = new Map(connections.map(({ type, pace }) => [pace.key, type]));
  const { rows } = await client.query<{ key: string; tokens: number; elapsed_ms: number; is_blocked: boolean }>(
    LOCK_BUCKETS.prepared({ keys: [...types.keys()] }),
  );
  return new Map(
    rows.flatMap(({ key, tokens, elapsed_ms: elapsedMs, is_blocked: isBlocked }) => {
      const type = types.get(key);
      const pace = type === undefined ? undefined : paces.get(type);
      if (pace === undefined || isBlocked) return [];
      if (pace.bucket === undefined) return [[key, { pace, tokens, elapsedMs, deliveries: Infinity }] as const];
      const full = refill(pace.bucket, tokens, elapsedMs);
      return [[key, { pace, tokens: full, elapsedMs, deliveries: enoughFor(full, pace.cost) }] as const];
    }),
  );
}

/** Takes what the claimed deliveries cost from the locked buckets. */
export async function takeTokens(
  client: pg.PoolClient,
  buckets: ReadonlyMap<string, Bucket>,
  claimed: ReadonlyMap<string, readonly unknown[]>,
): Promise<void> {
  const taken = [...buckets].flatMap(([key, { pace, tokens, elapsedMs }]) => {
    const count = claimed.get(key)?.length ?? 0;
    return count === 0 || pace.bucket === undefined ? [] : [{ key, elapsedMs, tokens: tokens - count * pace.cost }];
  });
  if (taken.length === 0) return;
  await client.query(
    TAKE_TOKENS.prepared({
      keys: taken.map(({ key }) => key),
      tokens: taken.map(({ tokens }) => tokens),
      elapsed_ms: taken.map(({ elapsedMs }) => elapsedMs),
    }),
  );
}

/** Forgets the pace of connections that have delivered nothing for a week. */
export async function pruneBuckets(pool: pg.Pool): Promise<"more" | "idle"> {
  return (await pool.query(PRUNE_BUCKETS.unprepared({}))).rowCount === PRUNE_BATCH ? "more" : "idle";
}

/** No delivery of the connection starts on any node during this time. */
export async function blockConnection(pool: pg.Pool, connectionId: string, pace: Pace, forMs: number): Promise<void> {
  await pool.query(BLOCK_CONNECTION.prepared({ key: connectionId, tokens: startOf(pace), block_ms: forMs }));
}
