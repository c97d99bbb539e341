import type pg from "pg";

const BATCH = 1_000;

export const PROMOTE_SQL = `
  update rule_events set ready = true where id in (
    select id from rule_events where not ready and due_at <= now() order by due_at limit ${BATCH} for update skip locked
  )`;

/**
 * Makes ready what has become due: retries whose wait is over, and attempts whose lease ran out. The oldest first, a
 * batch at a time; `onPromoted` when there was something.
 */
export function createPromotion(pool: pg.Pool, onPromoted: () => void): () => Promise<"more" | "idle"> {
  return async () => {
    const { rowCount } = await pool.query({ name: "promote-due", text: PROMOTE_SQL });
    const promoted = rowCount ?? 0;
    if (promoted > 0) onPromoted();
    return promoted === BATCH ? "more" : "idle";
  };
}
