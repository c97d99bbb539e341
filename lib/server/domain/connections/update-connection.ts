import { eq } from "drizzle-orm";
import type { Connection, UpdateConnection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { resumeWaiting } from "#lib/server/db/queries/resume-waiting.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import { eraseActionData } from "./action-data/stored-action-data.ts";
import { checkSettings, requireDestination } from "./check-settings.ts";
import { openSettings, sealSecrets } from "./connection-secrets.ts";
import type { ConnectionsContext } from "./context.ts";
import { duplicateConnectionName } from "./create-connection.ts";
import { readFieldsAfterSave } from "./field-catalogs/read-after-save.ts";
import { requireConnection } from "./get-connection.ts";
import { patchConnection } from "./patch-connection.ts";
import { serializeConnection } from "./serialize-connection.ts";

/**
 * Replaces the settings. A connection that was switched off becomes active again, and what waited for it runs, because
 * who saves working settings has repaired it. What came from an account's consent is not the caller's to replace, so
 * such a connection is only renamed or hidden.
 */
export async function updateConnection(
  ctx: ConnectionsContext,
  connectionId: string,
  input: UpdateConnection,
): Promise<Connection> {
  const current = await requireConnection(ctx.db, ctx.scope, connectionId);
  const destination = requireDestination(ctx, current.type);
  if (destination.oauth !== undefined) {
    return patchConnection(ctx, connectionId, {
      name: input.name,
      hidden: input.hidden,
      expected_version: input.expected_version,
    });
  }
  requireVersion(input.expected_version, current.version, "connection");
  const previous = await openSettings(ctx.sealer, current);
  const request = { workspaceId: current.workspaceId, metadata: input.metadata, previous };
  const settings = await checkSettings(ctx, destination, request);
  const secretsSealed = await sealSecrets(ctx.sealer, current.id, settings.secrets);
  const hidden = input.hidden === undefined ? {} : { hidden: input.hidden };
  const values = { name: input.name, metadata: settings.metadata, secretsSealed, ...hidden };
  const row = await ctx.db.transaction((tx) => save(tx, ctx, current, values));
  await readFieldsAfterSave(ctx, row);
  await ctx.wakeWorkers();
  const connection = await serializeConnection(ctx, row);
  const revealed = destination.revealOnce(settings, previous);
  return { ...connection, metadata: { ...connection.metadata, ...revealed } };
}

type Row = typeof connections.$inferSelect;

async function save(
  tx: Transaction,
  ctx: ConnectionsContext,
  { id, version }: Row,
  values: Partial<typeof connections.$inferInsert>,
) {
  // The test request took time. Whoever paused the connection, rotated its secret or deleted it meanwhile keeps that.
  const locked = await requireConnection(tx, ctx.scope, id, "for update");
  requireVersion(version, locked.version, "connection");
  try {
    const [row] = await tx
      .update(connections)
      .set({ ...values, active: true, inactiveReason: null, updatedAt: clock.now() })
      .where(eq(connections.id, id))
      .returning();
    if (row === undefined) throw new Error("The connection was not returned by its update");
    await eraseActionData(tx, id);
    await resumeWaiting(tx, id);
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "connections_name")) throw duplicateConnectionName(error);
    throw error;
  }
}
