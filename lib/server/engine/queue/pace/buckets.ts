import type pg from "pg";
import { deliveriesFor, refill, type Pace, type Paces } from "./pace.ts";
import type { PacedConnection } from "./paced-connection.ts";

const MAKE_SQL = `
  insert into provider_pace (key, tokens) select * from unnest($1::text[], $2::float8[])
  on conflict (key) do nothing`;

// The time that passed is counted in whole milliseconds, as it is stored, so that nothing is gained or lost by rounding.
const LOCK_SQL = `
  select key, tokens, greatest(0, floor(extract(epoch from clock_timestamp() - refilled_at) * 1000))::float8 as elapsed_ms,
    coalesce(blocked_until > clock_timestamp(), false) as is_blocked
  from provider_pace where key = any($1::text[]) for update skip locked`;

const TAKE_SQL = `
  update provider_pace p set tokens = t.tokens, refilled_at = p.refilled_at + t.elapsed_ms * interval '1 millisecond'
  from unnest($1::text[], $2::float8[], $3::float8[]) as t(key, tokens, elapsed_ms) where p.key = t.key`;

// The least time that others are kept away; the latest wish counts when it is longer.
const BLOCK_SQL = `
  insert into provider_pace (key, tokens, blocked_until) values ($1, $2, now() + $3 * interval '1 millisecond')
  on conflict (key) do update set blocked_until = greatest(provider_pace.blocked_until, excluded.blocked_until)`;

type Bucket = { pace: Pace; tokens: number; elapsedMs: number; deliveries: number };

/** Outside of any transaction, in order of keys, so that nodes that make the same ones do not wait in a circle. */
export async function makeBuckets(pool: pg.Pool, connections: readonly PacedConnection[], paces: Paces): Promise<void> {
  const isNew = connections.filter(({ pace }) => pace.isNew);
  const made = new Map(isNew.map(({ type, pace }) => [pace.key, startOf(paces.get(type))]));
  if (made.size === 0) return;
  const rows = [...made].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await pool.query(MAKE_SQL, [rows.map(([key]) => key), rows.map(([, tokens]) => tokens)]);
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
  const { rows } = await client.query<{ key: string; tokens: number; elapsed_ms: number; is_blocked: boolean }>({
    name: "lock-buckets",
    text: LOCK_SQL,
    values: [[...types.keys()]],
  });
  return new Map(
    rows.flatMap(({ key, tokens, elapsed_ms: elapsedMs, is_blocked: isBlocked }) => {
      const type = types.get(key);
      const pace = type === undefined ? undefined : paces.get(type);
      if (pace === undefined || isBlocked) return [];
      if (pace.bucket === undefined) return [[key, { pace, tokens, elapsedMs, deliveries: Infinity }] as const];
      const full = refill(tokens, elapsedMs, pace.bucket);
      return [[key, { pace, tokens: full, elapsedMs, deliveries: deliveriesFor(full, pace) }] as const];
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
  await client.query({
    name: "take-tokens",
    text: TAKE_SQL,
    values: [taken.map(({ key }) => key), taken.map(({ tokens }) => tokens), taken.map(({ elapsedMs }) => elapsedMs)],
  });
}

// By then every bucket is full again, which is what none means.
const PRUNE_BATCH = 10_000;
const PRUNE_SQL = `
  delete from provider_pace where key in (
    select key from provider_pace
    where refilled_at < now() - interval '7 days' and coalesce(blocked_until, '-infinity') < now() limit ${PRUNE_BATCH}
    for update skip locked
  )`;

/** Forgets the pace of connections that have delivered nothing for a week. */
export async function pruneBuckets(pool: pg.Pool): Promise<"more" | "idle"> {
  return (await pool.query(PRUNE_SQL)).rowCount === PRUNE_BATCH ? "more" : "idle";
}

/** No delivery of the connection starts on any node during this time. */
export async function blockConnection(pool: pg.Pool, connectionId: string, pace: Pace, forMs: number): Promise<void> {
  await pool.query({ name: "block-connection", text: BLOCK_SQL, values: [connectionId, startOf(pace), forMs] });
}
