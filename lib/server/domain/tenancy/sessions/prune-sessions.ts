import type pg from "pg";
import { SESSION_LIFE_MS } from "./session-life.ts";

/** How long an ended session can still be listed: whoever asks who had access asks within some weeks. */
const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 1_000;

/** Deletes sessions that ended long ago, oldest first. An attempt to connect keeps its own copy of what it needs. */
export async function pruneSessions(pool: pg.Pool): Promise<"more" | "idle"> {
  const { rowCount } = await pool.query(
    `delete from sessions where id in (
      select id from sessions where created_at < now() - make_interval(secs => $1) order by created_at limit $2
    )`,
    [(SESSION_LIFE_MS + KEPT_MS) / 1000, BATCH],
  );
  return rowCount === BATCH ? "more" : "idle";
}
