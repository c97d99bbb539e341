import { and, eq, isNull } from "drizzle-orm";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { type Scope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { ConnectionsContext } from "./context.ts";
import { serializeConnection } from "./serialize-connection.ts";

/** The connection's row when the caller can reach it, else 404. */
export async function requireConnection(db: Queryable, scope: Scope, connectionId: string, lock?: "for update") {
  const query = db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.id, requireId(connectionId)),
        inScope(db, connections.workspaceId, scope),
        isNull(connections.deletedAt),
      ),
    );
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

export async function getConnection(ctx: ConnectionsContext, connectionId: string): Promise<Connection> {
  return serializeConnection(ctx, await requireConnection(ctx.db, ctx.scope, connectionId));
}
