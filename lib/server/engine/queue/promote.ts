import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";

export const PROMOTE_BATCH = 1_000;

export const PROMOTE = loadStatement(import.meta.dirname, "promote", []);

/**
 * Makes ready what has become due: retries whose wait is over, and attempts whose lease ran out. The oldest first, a
 * batch at a time; `onPromoted` when there was something.
 */
export function createPromotion(pool: pg.Pool, onPromoted: () => void): () => Promise<"more" | "idle"> {
  return async () => {
    const { rowCount } = await pool.query(PROMOTE.prepared({}));
    const promoted = rowCount ?? 0;
    if (promoted > 0) onPromoted();
    return promoted === PROMOTE_BATCH ? "more" : "idle";
  };
}
