import { randomUUID } from "node:crypto";
import type { Database } from "#lib/server/db/database.ts";
import { organizations } from "#lib/server/db/schema/organizations.ts";

/** Organization ids are UUIDv4: a public client refuses v7. */
export async function createOrganization(db: Database, name: string): Promise<{ id: string }> {
  const id = randomUUID();
  await db.insert(organizations).values({ id, name });
  return { id };
}
