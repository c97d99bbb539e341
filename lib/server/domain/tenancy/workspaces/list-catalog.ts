import { and, asc, eq, gt } from "drizzle-orm";
import type { PageQuery } from "#lib/contracts/primitives.ts";
import type { CatalogEntry } from "#lib/contracts/workspaces.ts";
import { decodeNameCursor, encodeNameCursor, unpagedLimit } from "#lib/server/db/page.ts";
import { eventTypes, resources } from "#lib/server/db/schema/workspaces.ts";
import type { TenancyContext } from "../context.ts";
import { requireWorkspace } from "./get-workspace.ts";
import { serializeCatalogEntry } from "./serialize-workspace.ts";

const TABLES = { event_types: eventTypes, resources };

export type CatalogPage = { entries: CatalogEntry[]; limit: number; nextCursor: string | undefined };

/**
 * The event types or resources that a workspace has seen, by key. Event types are the product's own words; a resource
 * session sees no resource but its own.
 */
export async function listCatalog(
  ctx: Pick<TenancyContext, "db" | "scope">,
  query: PageQuery,
  workspaceId: string,
  catalog: keyof typeof TABLES,
): Promise<CatalogPage> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const table = TABLES[catalog];
  const limit = unpagedLimit(query);
  const own = catalog === "resources" ? ctx.scope.pair?.resource : undefined;
  const rows = await ctx.db
    .select()
    .from(table)
    .where(
      and(
        eq(table.workspaceId, id),
        own === undefined ? undefined : eq(table.key, own),
        query.cursor === undefined ? undefined : gt(table.key, decodeNameCursor(query.cursor)),
      ),
    )
    .orderBy(asc(table.key))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    entries: shown.map(serializeCatalogEntry),
    limit,
    nextCursor: hasMore ? encodeNameCursor(last.key) : undefined,
  };
}
