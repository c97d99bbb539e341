import { and, desc, eq, isNull, lt, asc, gt } from "drizzle-orm";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { WorkspaceDetail, Workspace, CatalogEntry } from "#lib/contracts/workspaces.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { readPosition, toPage, decodeNameCursor, encodeNameCursor, unpagedLimit } from "#lib/server/db/page.ts";
import { publishableKeys, workspaces, eventTypes, resources } from "#lib/server/db/schema/tenancy.ts";
import { type Scope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { TenancyContext } from "../context.ts";

/** The workspace's row when the caller can reach it, else 404. */
export async function requireWorkspace(db: Queryable, scope: Scope, workspaceId: string) {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.id, requireId(workspaceId)), inScope(db, workspaces.id, scope)));
  if (row === undefined) throw notFound();
  return row;
}

/** The caller's scope, narrowed to one workspace when a list names one; 404 when the caller cannot reach it. */
export async function narrowScope(ctx: TenancyContext, workspaceId: string | undefined): Promise<Scope> {
  if (workspaceId === undefined) return ctx.scope;
  return { ...ctx.scope, workspaceId: (await requireWorkspace(ctx.db, ctx.scope, workspaceId)).id };
}

export async function getWorkspace(
  ctx: Pick<TenancyContext, "db" | "scope">,
  workspaceId: string,
): Promise<WorkspaceDetail> {
  const row = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const key = await currentPublishableKey(ctx.db, row.id);
  return { ...serializeWorkspace(row), publishable_key: { public_key: key.publicKey, name: key.name } };
}

/** The key that has no end; every workspace has exactly one. */
export async function currentPublishableKey(db: Queryable, workspaceId: string) {
  const [key] = await db
    .select()
    .from(publishableKeys)
    .where(and(eq(publishableKeys.workspaceId, workspaceId), isNull(publishableKeys.expiresAt)))
    .orderBy(desc(publishableKeys.id))
    .limit(1);
  if (key === undefined) throw new Error(`Workspace ${workspaceId} has no publishable key`);
  return key;
}

export async function listWorkspaces(
  ctx: Pick<TenancyContext, "db" | "scope">,
  query: PageQuery,
): Promise<Page<Workspace>> {
  const { limit, before } = readPosition(query, "unpaged");
  const rows = await ctx.db
    .select()
    .from(workspaces)
    .where(
      and(
        eq(workspaces.organizationId, ctx.scope.organizationId),
        before === undefined ? undefined : lt(workspaces.id, before),
      ),
    )
    .orderBy(desc(workspaces.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeWorkspace, (row) => row.id);
}

export function serializeWorkspace(row: typeof workspaces.$inferSelect): Workspace {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
  };
}

export function serializeCatalogEntry(row: typeof eventTypes.$inferSelect): CatalogEntry {
  return {
    id: row.id,
    key: row.key,
    label: row.label,
    description: row.description,
    active: row.active,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

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
  const own = catalog === "resources" ? ctx.scope.resourceScope?.resource : undefined;
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
