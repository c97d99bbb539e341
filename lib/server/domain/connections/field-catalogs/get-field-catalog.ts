import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { fieldCatalogs } from "#lib/server/db/schema/field-catalogs.ts";
import type { FieldSource } from "#lib/server/providers/contract.ts";
import { requireConnection, type ConnectionRow } from "../connection.ts";
import type { ConnectionsContext } from "../context.ts";
import { requireActive } from "../provider-access.ts";
import { readCatalog } from "./read-catalog.ts";

/** Read from the provider when asked to, when nothing is stored, and when what is stored is old; 422 when it refuses. */
export async function getFieldCatalog(
  ctx: ConnectionsContext,
  connectionId: string,
  isRefresh: boolean,
): Promise<FieldCatalog> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  requireActive(connection);
  const row = await readCatalog(ctx, connection, isRefresh ? "now" : "recent");
  return serializeFieldCatalog(row, connection, ctx.destinations.of(connection.type)?.fields);
}

export function serializeFieldCatalog(
  row: typeof fieldCatalogs.$inferSelect,
  { type }: Pick<ConnectionRow, "type">,
  source: FieldSource | undefined,
): FieldCatalog {
  return {
    id: row.id,
    workspace_id: row.workspaceId,
    connection_id: row.connectionId,
    integration_type: type,
    catalog_version: row.catalogVersion,
    refreshed_at: row.refreshedAt.toISOString(),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    fields: row.fields,
    ...(source === undefined ? {} : { closed: source.isClosed }),
  };
}
