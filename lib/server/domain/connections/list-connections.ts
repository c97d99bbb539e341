import { and, desc, isNull, lt } from "drizzle-orm";
import type { Connection, ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import { readPosition, toPage, type Position } from "#lib/server/db/page.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { inScope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import type { ConnectionsContext } from "./context.ts";
import { serializeConnection, serializeConnectionSummary } from "./serialize-connection.ts";

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
