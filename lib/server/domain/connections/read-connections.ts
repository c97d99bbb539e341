import { and, isNull, desc, lt } from "drizzle-orm";
import type { Connection, ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import { readPosition, toPage, type Position } from "#lib/server/db/page.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { inScope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/index.ts";
import { requireConnection, type ConnectionRow } from "./connection.ts";
import type { ConnectionsContext, ConnectionsApp } from "./context.ts";
import { openSettings } from "./provider-access.ts";

export async function getConnection(ctx: ConnectionsContext, connectionId: string): Promise<Connection> {
  return serializeConnection(ctx, await requireConnection(ctx.db, ctx.scope, connectionId));
}

/** Newest first. Without a workspace: all of the caller's organization. */
export async function listConnections(
  ctx: ConnectionsContext,
  query: PageQuery,
  workspaceId?: string,
): Promise<Page<Connection>> {
  const position = readPosition(query, "unpaged");
  const { count, limit, next_cursor, records } = await pageOfRows(ctx, position, workspaceId);
  const serialized = await Promise.all(records.map((row) => serializeConnection(ctx, row)));
  return { count, limit, next_cursor, records: serialized };
}

/** For resource sessions: enough to choose a connection for a rule. */
export async function listConnectionSummaries(
  ctx: ConnectionsContext,
  query: PageQuery,
  workspaceId: string,
): Promise<Page<ConnectionSummary>> {
  const page = await pageOfRows(ctx, readPosition(query, "unpaged"), workspaceId);
  return { ...page, records: page.records.map(serializeConnectionSummary) };
}

async function pageOfRows(ctx: ConnectionsContext, { limit, before }: Position, workspaceId: string | undefined) {
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await ctx.db
    .select()
    .from(connections)
    .where(
      and(
        inScope(ctx.db, connections.workspaceId, scope),
        isNull(connections.deletedAt),
        before === undefined ? undefined : lt(connections.id, before),
      ),
    )
    .orderBy(desc(connections.id))
    .limit(limit + 1);
  return toPage(
    rows,
    limit,
    (row) => row,
    (row) => row.id,
  );
}

/** Secrets are opened only to know which ones are set; what goes out is the mask. */
export async function serializeConnection(
  app: Pick<ConnectionsApp, "sealer" | "destinations">,
  row: ConnectionRow,
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

export function serializeConnectionSummary(row: ConnectionRow): ConnectionSummary {
  return { id: row.id, name: row.name, type: row.type, active: row.active };
}
