import { eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { organizations } from "#lib/server/db/schema/organizations.ts";

export async function findOrganization(db: Queryable, id: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await db.select().from(organizations).where(eq(organizations.id, id));
  return row === undefined ? undefined : { id: row.id, name: row.name };
}
