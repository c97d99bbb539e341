import type { FieldCatalog } from "../../contracts/field-catalogs.ts";
import type { ServiceContext } from "../app-context.ts";
import { requireConnection } from "../connections/get-connection.ts";
import { requireActive } from "../connections/provider-access.ts";
import { readCatalog } from "./read-catalog.ts";
import { serializeFieldCatalog } from "./serialize-field-catalog.ts";

/** Read from the provider when asked to, when nothing is stored, and when what is stored is old; 422 when it refuses. */
export async function getFieldCatalog(
  ctx: ServiceContext,
  connectionId: string,
  isRefresh: boolean,
): Promise<FieldCatalog> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  requireActive(connection);
  const row = await readCatalog(ctx, connection, isRefresh ? "now" : "recent");
  return serializeFieldCatalog(row, connection, ctx.destinations.of(connection.type)?.fields);
}
