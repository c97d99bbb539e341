import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "#lib/server/db/database.ts";
import { machineKeys } from "#lib/server/db/schema/tenancy.ts";
import { createKeyCache } from "#lib/server/runtime/cache.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";

const KEY_FORM = /^mk_[A-Za-z0-9_-]{22}$/;

type FoundKey = { organizationId: string; secret: Uint8Array };

export type MachineKeys = {
  /** The active key of this name, or undefined. */
  find(accessKey: string): Promise<FoundKey | undefined>;
  forget(): void;
};

export function createMachineKeys(db: Database, sealer: Sealer): MachineKeys {
  async function load(accessKey: string): Promise<FoundKey | undefined> {
    const [row] = await db
      .select()
      .from(machineKeys)
      .where(and(eq(machineKeys.accessKey, accessKey), isNull(machineKeys.revokedAt)));
    if (row === undefined) return undefined;
    const secret = await sealer.open(row.secretSealed, `machine_keys/${row.id}/secret`);
    return { organizationId: row.organizationId, secret: new TextEncoder().encode(secret) };
  }

  const cache = createKeyCache(load);
  return {
    find: async (accessKey) => (KEY_FORM.test(accessKey) ? cache.find(accessKey) : undefined),
    forget: () => cache.clear(),
  };
}
