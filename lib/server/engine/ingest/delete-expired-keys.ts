import type { Queryable } from "#lib/server/db/database.ts";
import { loadStatement } from "#lib/server/db/statement.ts";

export const DELETE_EXPIRED_KEYS = loadStatement(import.meta.dirname, "delete-expired-keys", ["batch"]);

/** Deletes at most `max` keys whose time is over, oldest first, and says how many. */
export async function deleteExpiredKeys(db: Queryable, max: number): Promise<number> {
  const { rowCount } = await db.execute(DELETE_EXPIRED_KEYS.sql({ batch: max }));
  return rowCount ?? 0;
}
