import { and, asc, eq } from "drizzle-orm";
import type { CatalogEntry } from "../../contracts/workspaces.ts";
import type { ServiceContext } from "../app-context.ts";
import { eventTypes, resources } from "../db/schema/workspaces.ts";
import { requireWorkspace } from "./get-workspace.ts";
import { serializeCatalogEntry } from "./serialize-workspace.ts";

const TABLES = { event_types: eventTypes, resources };

/**
 * The event types or resources a workspace has seen, by key. Event types are the product's own words; a resource session
 * sees no resource but its own.
 */
export async function listCatalog(
  ctx: ServiceContext,
  workspaceId: string,
  catalog: keyof typeof TABLES,
): Promise<CatalogEntry[]> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const table = TABLES[catalog];
  const own = catalog === "resources" ? ctx.scope.pair?.resource : undefined;
  const rows = await ctx.db
    .select()
    .from(table)
    .where(and(eq(table.workspaceId, id), own === undefined ? undefined : eq(table.key, own)))
    .orderBy(asc(table.key));
  return rows.map(serializeCatalogEntry);
}
