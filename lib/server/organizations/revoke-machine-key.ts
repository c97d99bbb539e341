import { and, eq, isNull, sql } from "drizzle-orm";
import { KEYS_CHANNEL } from "../auth/machine-keys.ts";
import type { Database } from "../db/database.ts";
import { machineKeys } from "../db/schema/organizations.ts";

/** Ends a machine key on every node at once. False when the organization has no such active key. */
export async function revokeMachineKey(
  db: Database,
  key: { organizationId: string; accessKey: string },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const revoked = await tx
      .update(machineKeys)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(machineKeys.organizationId, key.organizationId),
          eq(machineKeys.accessKey, key.accessKey),
          isNull(machineKeys.revokedAt),
        ),
      )
      .returning({ id: machineKeys.id });
    await tx.execute(sql`select pg_notify(${KEYS_CHANNEL}, '')`);
    return revoked.length > 0;
  });
}
