import { randomBytes } from "node:crypto";
import type { Database } from "#lib/server/db/database.ts";
import { machineKeys } from "#lib/server/db/schema/organizations.ts";
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
