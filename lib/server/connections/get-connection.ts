import { and, eq, isNull } from "drizzle-orm";
import type { Connection } from "../../contracts/connections.ts";
import type { Scope, ServiceContext } from "../app-context.ts";
import type { Queryable } from "../db/database.ts";
import { connections } from "../db/schema/connections.ts";
import { inScope, requireId } from "../db/scope.ts";
import { notFound } from "../errors.ts";
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

export async function getConnection(ctx: ServiceContext, connectionId: string): Promise<Connection> {
  return serializeConnection(ctx, await requireConnection(ctx.db, ctx.scope, connectionId));
}
