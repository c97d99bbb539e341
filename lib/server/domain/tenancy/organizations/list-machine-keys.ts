import { asc, eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { machineKeys } from "#lib/server/db/schema/organizations.ts";

export type MachineKeyRecord = {
  id: string;
  access_key: string;
  name: string;
  status: "active" | "revoked";
  created_at: string;
  revoked_at: string | null;
};

/** Every machine key that the organization ever had, oldest first, without secrets. */
export async function listMachineKeys(db: Queryable, organizationId: string): Promise<MachineKeyRecord[]> {
  const rows = await db
    .select()
    .from(machineKeys)
    .where(eq(machineKeys.organizationId, organizationId))
    .orderBy(asc(machineKeys.id));
  return rows.map((row) => ({
    id: row.id,
    access_key: row.accessKey,
    name: row.name,
    status: row.revokedAt === null ? "active" : "revoked",
    created_at: row.createdAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
  }));
}
