import { randomUUID } from "node:crypto";
import { eq, asc } from "drizzle-orm";
import type { Database, Queryable } from "#lib/server/db/database.ts";
import { organizations } from "#lib/server/db/schema/tenancy.ts";

/** Organization ids are UUIDv4: a public client refuses v7. */
export async function createOrganization(db: Database, name: string): Promise<{ id: string }> {
  const id = randomUUID();
  await db.insert(organizations).values({ id, name });
  return { id };
}

export async function findOrganization(db: Queryable, id: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await db.select().from(organizations).where(eq(organizations.id, id));
  return row === undefined ? undefined : { id: row.id, name: row.name };
}

export async function listOrganizations(db: Database): Promise<{ id: string; name: string; created_at: string }[]> {
  const rows = await db.select().from(organizations).orderBy(asc(organizations.createdAt));
  return rows.map((row) => ({ id: row.id, name: row.name, created_at: row.createdAt.toISOString() }));
}
