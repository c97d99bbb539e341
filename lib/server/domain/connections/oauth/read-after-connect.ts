import { and, eq, isNull } from "drizzle-orm";
import { connections } from "#lib/server/db/schema/connections.ts";
import { workspaces } from "#lib/server/db/schema/workspaces.ts";
import type { ConnectionsApp } from "../context.ts";
import { readFieldsAfterSave } from "../field-catalogs/read-after-save.ts";
import type { AuthorizationRow } from "./authorization-row.ts";

/** Nobody calls for the workspace when the provider sends a browser back, so the attempt says for whom to read. */
export async function readAfterConnect(app: ConnectionsApp, attempt: AuthorizationRow): Promise<void> {
  const { status, connectionId, workspaceId, createdBy: actor } = attempt;
  if (status !== "completed" || connectionId === null) return;
  const [found] = await app.db
    .select({ connection: connections, organizationId: workspaces.organizationId })
    .from(connections)
    .innerJoin(workspaces, eq(workspaces.id, connections.workspaceId))
    .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)));
  if (found === undefined) return;
  const scope = { organizationId: found.organizationId, workspaceId, pair: undefined };
  await readFieldsAfterSave({ ...app, scope, actor }, found.connection);
}
