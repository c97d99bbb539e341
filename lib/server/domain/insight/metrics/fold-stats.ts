import type pg from "pg";
import { inClientTransaction } from "#lib/server/db/client-transaction.ts";

/** Changes that one folding takes at most. */
const BATCH = 10_000;
/** One folder at a time in a database; any constant works as long as it never changes. */
const ADVISORY_LOCK = 7_315_006;

// The changes of one batch, summed up for every width. Times are binned from the epoch, so days are days in UTC. Rows
// that are read together are written together.
const TAKE_SQL = `
  with taken as (
    delete from stat_changes where ctid = any(array(select ctid from stat_changes limit ${BATCH})) returning *
  ), summed as (
    select workspace_id, connection_id, width_s, date_bin(make_interval(secs => width_s), minute_at, 'epoch') as start_at,
      status, latency, sum(n) as n
    from taken cross join (values (60), (3600), (86400)) as w (width_s)
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
    order by 1, 3, 4
  ), of_events as (
    insert into event_stats as s (workspace_id, width_s, start_at, status, n)
    select workspace_id, width_s, start_at, status, n from summed where connection_id is null
    on conflict (workspace_id, width_s, start_at, status) do update set n = s.n + excluded.n
  ), of_deliveries as (
    insert into delivery_stats as s (workspace_id, width_s, start_at, connection_id, status, latency, n)
    select workspace_id, width_s, start_at, connection_id, status, latency, n from summed where connection_id is not null
    on conflict (workspace_id, width_s, start_at, connection_id, status, latency) do update set n = s.n + excluded.n
  )
  select count(*)::int as taken from taken`;

/**
 * Folds what has changed into the roll-ups. Several workers may try: one does it, the others find nothing to do. A crash
 * takes the whole batch back, so every change is counted once.
 */
export async function foldStats(pool: pg.Pool): Promise<"more" | "idle"> {
  const taken = await inClientTransaction(pool, foldBatch);
  return taken === BATCH ? "more" : "idle";
}

async function foldBatch(client: pg.PoolClient): Promise<number> {
  const { rows: locks } = await client.query<{ isMine: boolean }>(
    `select pg_try_advisory_xact_lock(${ADVISORY_LOCK}) as "isMine"`,
  );
  if (locks[0]?.isMine !== true) return 0;
  const { rows } = await client.query<{ taken: number }>({ name: "fold-stats", text: TAKE_SQL });
  return rows[0]?.taken ?? 0;
}

const PRUNE_BATCH = 10_000;

/** How long each width is kept: twice the longest range that reads it, for the comparison with the range before. */
const KEPT = "case width_s when 60 then interval '3 days' else interval '62 days' end";
/** Older than anything that still moves often; a counter that is back at zero says nothing. */
const SETTLED = "interval '1 hour'";

const STATEMENTS = ["event_stats", "delivery_stats"].map(
  (table) => `
    delete from ${table} where ctid = any(array(
      select ctid from ${table}
      where width_s = any('{60,3600,86400}') and start_at < now() - ${SETTLED} and (n = 0 or start_at < now() - ${KEPT})
      limit ${PRUNE_BATCH}
    ))`,
);

/** Forgets the roll-ups that no range reaches any more, and counters that are zero again. */
export async function pruneStats(pool: pg.Pool): Promise<"more" | "idle"> {
  let isMore = false;
  for (const statement of STATEMENTS) {
    const { rowCount } = await pool.query(statement);
    isMore ||= rowCount === PRUNE_BATCH;
  }
  return isMore ? "more" : "idle";
}
