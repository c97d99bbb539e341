import type { Connection, ConnectionSummary } from "#lib/contracts/connections.ts";
import type { connections } from "#lib/server/db/schema/connections.ts";
import { openSettings } from "./connection-secrets.ts";
import type { ConnectionsApp } from "./context.ts";

type Row = typeof connections.$inferSelect;

/** Secrets are opened only to know which ones are set; what goes out is the mask. */
export async function serializeConnection(
  app: Pick<ConnectionsApp, "sealer" | "destinations">,
  row: Row,
): Promise<Connection> {
  const settings = await openSettings(app.sealer, row);
  const metadata = app.destinations.of(row.type)?.presentSettings(settings) ?? row.metadata;
  return {
    id: row.id,
    workspace: row.workspaceId,
    type: row.type,
    name: row.name,
    metadata,
    active: row.active,
    ...(row.inactiveReason === null ? {} : { inactive_reason: row.inactiveReason }),
    ...(row.warnings.length === 0
      ? {}
      : { warnings: row.warnings.map(({ code, message, subject }) => ({ code, message, subject })) }),
    hidden: row.hidden,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
  };
}

export function serializeConnectionSummary(row: Row): ConnectionSummary {
  return { id: row.id, name: row.name, type: row.type, active: row.active };
}
