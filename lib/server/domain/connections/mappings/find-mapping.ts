import { desc, eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { mappings } from "#lib/server/db/schema/mappings.ts";

/** The newest version, if anything is stored. */
export async function findMapping(db: Queryable, connectionId: string) {
  const [row] = await db
    .select()
    .from(mappings)
    .where(eq(mappings.connectionId, connectionId))
    .orderBy(desc(mappings.version))
    .limit(1);
  return row;
}
