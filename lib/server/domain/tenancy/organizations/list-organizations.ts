import { asc } from "drizzle-orm";
import type { Database } from "#lib/server/db/database.ts";
import { organizations } from "#lib/server/db/schema/organizations.ts";

export async function listOrganizations(db: Database): Promise<{ id: string; name: string; created_at: string }[]> {
  const rows = await db.select().from(organizations).orderBy(asc(organizations.createdAt));
  return rows.map((row) => ({ id: row.id, name: row.name, created_at: row.createdAt.toISOString() }));
}
