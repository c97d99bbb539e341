import { z } from "zod";
import type { connections } from "#lib/server/db/schema/connections.ts";
import type { Settings } from "#lib/server/providers/kit/access.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";

const Secrets = z.record(z.string(), z.string());

type Row = Pick<typeof connections.$inferSelect, "id" | "metadata" | "secretsSealed">;

export function sealSecrets(sealer: Sealer, connectionId: string, secrets: Record<string, string>): Promise<string> {
  return sealer.seal(JSON.stringify(secrets), `connections/${connectionId}/secrets`);
}

/** The settings as a delivery needs them, secrets opened. Never leaves the server. */
export async function openSettings(sealer: Sealer, row: Row): Promise<Settings> {
  if (row.secretsSealed === null) return { metadata: row.metadata, secrets: {} };
  const json = await sealer.open(row.secretsSealed, `connections/${row.id}/secrets`);
  return { metadata: row.metadata, secrets: Secrets.parse(JSON.parse(json)) };
}
