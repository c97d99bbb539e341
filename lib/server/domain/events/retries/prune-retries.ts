import { sql } from "drizzle-orm";
import type { EventsApp } from "../context.ts";

/** How long a retry and its items are kept after its end. */
const KEPT_DAYS = 7;
const BATCH = 1_000;

/** Deletes the items of the oldest retry that nobody asks for any more, and then the retry itself. */
export async function pruneRetries({ db }: Pick<EventsApp, "db">): Promise<"more" | "idle"> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from retries where completed_at < now() - make_interval(days => ${KEPT_DAYS}) order by completed_at limit 1`,
  );
  const id = rows[0]?.id;
  if (id === undefined) return "idle";
  const { rowCount } = await db.execute(sql`
    delete from retry_items where retry_id = ${id} and rule_event_id in (
      select rule_event_id from retry_items where retry_id = ${id} limit ${BATCH})`);
  if ((rowCount ?? 0) < BATCH) await db.execute(sql`delete from retries where id = ${id}`);
  return "more";
}
