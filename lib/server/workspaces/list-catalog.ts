import { asc, eq } from "drizzle-orm";
import type { CatalogEntry } from "../../contracts/workspaces.ts";
import type { ServiceContext } from "../app-context.ts";
import { eventTypes, resources } from "../db/schema/workspaces.ts";
import { requireWorkspace } from "./get-workspace.ts";
import { serializeCatalogEntry } from "./serialize-workspace.ts";

const TABLES = { event_types: eventTypes, resources };

/** The event types or resources a workspace has seen, by key. */
export async function listCatalog(
  ctx: ServiceContext,
  workspaceId: string,
  catalog: keyof typeof TABLES,
): Promise<CatalogEntry[]> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const table = TABLES[catalog];
  const rows = await ctx.db.select().from(table).where(eq(table.workspaceId, id)).orderBy(asc(table.key));
  return rows.map(serializeCatalogEntry);
}
