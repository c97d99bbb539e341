import type pg from "pg";

const BATCH = 10_000;

/** How long each width is kept: twice the longest range that reads it, for the comparison with the range before. */
const KEPT = "case width_s when 60 then interval '3 days' else interval '62 days' end";
/** Older than anything that still moves often; a counter that is back at zero says nothing. */
const SETTLED = "interval '1 hour'";

const STATEMENTS = ["event_stats", "delivery_stats"].map(
  (table) => `
    delete from ${table} where ctid = any(array(
      select ctid from ${table}
      where width_s = any('{60,3600,86400}') and start_at < now() - ${SETTLED} and (n = 0 or start_at < now() - ${KEPT})
      limit ${BATCH}
    ))`,
);

/** Forgets the roll-ups that no range reaches any more, and counters that are zero again. */
export async function pruneStats(pool: pg.Pool): Promise<"more" | "idle"> {
  let isMore = false;
  for (const statement of STATEMENTS) {
    const { rowCount } = await pool.query(statement);
    isMore ||= rowCount === BATCH;
  }
  return isMore ? "more" : "idle";
}
