import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { KEY_HOURS } from "./store-once.ts";

/** Deletes at most `max` keys whose time is over, oldest first, and says how many. */
export async function deleteExpiredKeys(db: Queryable, max: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with expired as (
      select workspace_id, key from idempotency_keys
      where created_at <= now() - ${KEY_HOURS} * interval '1 hour'
      order by created_at limit ${max} for update skip locked
    )
    delete from idempotency_keys k using expired e where k.workspace_id = e.workspace_id and k.key = e.key`);
  return rowCount ?? 0;
}
