import { eq } from "drizzle-orm";
import type { Connection, PatchConnection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { resumeWaiting } from "#lib/server/db/queries/resume-waiting.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import type { ConnectionsContext } from "./context.ts";
import { duplicateConnectionName } from "./create-connection.ts";
import { requireConnection } from "./get-connection.ts";
import { serializeConnection } from "./serialize-connection.ts";

type Row = typeof connections.$inferSelect;

/**
 * Renames, hides, switches off or on; the settings stay as they are and are not tried. What is due for a connection
 * that is switched off waits, and runs as soon as it is switched on again.
 */
export async function patchConnection(
  ctx: ConnectionsContext,
  connectionId: string,
  patch: PatchConnection,
): Promise<Connection> {
  const { row, isResumed } = await ctx.db.transaction((tx) => change(tx, ctx, connectionId, patch));
  if (isResumed) await ctx.wakeWorkers();
  return serializeConnection(ctx, row);
}

async function change(tx: Transaction, ctx: ConnectionsContext, connectionId: string, patch: PatchConnection) {
  const current = await requireConnection(tx, ctx.scope, connectionId, "for update");
  requireVersion(patch.expected_version, current.version, "connection");
  const values = changedValues(current, patch);
  if (Object.keys(values).length === 0) return { row: current, isResumed: false };
  const row = await save(tx, current.id, values);
  const isResumed = row.active && !current.active;
  if (isResumed) await resumeWaiting(tx, row.id);
  return { row, isResumed };
}

/** A connection that is off already keeps its reason: it says what has to be repaired. */
function changedValues(current: Row, { name, hidden, active }: PatchConnection): Partial<Row> {
  return {
    ...(name === undefined || name === current.name ? {} : { name }),
    ...(hidden === undefined || hidden === current.hidden ? {} : { hidden }),
    ...(active === undefined || active === current.active
      ? {}
      : { active, inactiveReason: active ? null : ("manually_inactivated" as const) }),
  };
}

async function save(tx: Transaction, id: string, values: Partial<Row>): Promise<Row> {
  try {
    const [row] = await tx
      .update(connections)
      .set({ ...values, updatedAt: clock.now() })
      .where(eq(connections.id, id))
      .returning();
    if (row === undefined) throw new Error("The connection was not returned by its update");
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "connections_name")) throw duplicateConnectionName(error);
    throw error;
  }
}
