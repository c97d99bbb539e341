import { randomBytes } from "node:crypto";
import { asc, eq, and, isNull, sql } from "drizzle-orm";
import type { Database, Queryable } from "#lib/server/db/database.ts";
import { KEYS_CHANNEL } from "#lib/server/db/notifications.ts";
import { machineKeys } from "#lib/server/db/schema/tenancy.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";

export type MachineKey = { id: string; accessKey: string; secretKey: string };

/** `mk_` + 22 and 43 base64url characters. The secret is in this answer only; what is kept is sealed. */
export async function createMachineKey(
  deps: { db: Database; sealer: Sealer },
  key: { organizationId: string; name: string },
): Promise<MachineKey> {
  const id = uuidv7();
  const accessKey = `mk_${randomBytes(16).toString("base64url")}`;
  const secretKey = randomBytes(32).toString("base64url");
  const secretSealed = await deps.sealer.seal(secretKey, `machine_keys/${id}/secret`);
  await deps.db
    .insert(machineKeys)
    .values({ id, organizationId: key.organizationId, accessKey, secretSealed, name: key.name });
  return { id, accessKey, secretKey };
}

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

export type Revocation = "revoked" | "already_revoked" | "unknown";

/** Ends a machine key of the organization on every node at once. */
export async function revokeMachineKey(
  db: Database,
  key: { organizationId: string; accessKey: string },
): Promise<Revocation> {
  const isKey = and(eq(machineKeys.organizationId, key.organizationId), eq(machineKeys.accessKey, key.accessKey));
  return db.transaction(async (tx) => {
    const revoked = await tx
      .update(machineKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(isKey, isNull(machineKeys.revokedAt)))
      .returning({ id: machineKeys.id });
    await tx.execute(sql`select pg_notify(${KEYS_CHANNEL}, '')`);
    if (revoked.length > 0) return "revoked";
    const known = await tx.select({ id: machineKeys.id }).from(machineKeys).where(isKey);
    return known.length > 0 ? "already_revoked" : "unknown";
  });
}
