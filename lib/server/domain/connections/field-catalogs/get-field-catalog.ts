import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { ConnectionsContext } from "../context.ts";
import { requireConnection } from "../get-connection.ts";
import { requireActive } from "../provider-access.ts";
import { readCatalog } from "./read-catalog.ts";
import { serializeFieldCatalog } from "./serialize-field-catalog.ts";

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
