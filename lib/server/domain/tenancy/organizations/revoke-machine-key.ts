import { and, eq, isNull, sql } from "drizzle-orm";
import { KEYS_CHANNEL } from "#lib/server/db/channels.ts";
import type { Database } from "#lib/server/db/database.ts";
import { machineKeys } from "#lib/server/db/schema/organizations.ts";

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
