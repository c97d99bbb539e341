import { eq } from "drizzle-orm";
import type { Connection, CreateConnection, UpdateConnection, PatchConnection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { resumeWaiting } from "#lib/server/db/queries/resume-waiting.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/read-workspaces.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import { eraseActionData } from "./action-data/stored-action-data.ts";
import { checkSettings, requireDestination } from "./check-settings.ts";
import type { ConnectionsContext } from "./context.ts";
import { readFieldsAfterSave } from "./field-catalogs/read-catalog.ts";
import { sealSecrets, openSettings } from "./provider-access.ts";
import { serializeConnection, requireConnection } from "./read-connections.ts";

/** Secrets that the save itself created (a signing secret) are in this answer in clear, and never again. */
export async function createConnection(
  ctx: ConnectionsContext,
  input: CreateConnection,
): Promise<{ connection: Connection }> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, input.workspace);
  const destination = requireDestination(ctx, input.type);
  if (destination.oauth !== undefined) throw needsConsent(destination);
  const request = { workspaceId: workspace.id, metadata: input.metadata, previous: undefined };
  const settings = await checkSettings(ctx, destination, request);
  const id = uuidv7();
  const row = await insertConnection(ctx, {
    id,
    workspaceId: workspace.id,
    type: input.type,
    name: input.name,
    metadata: settings.metadata,
    secretsSealed: await sealSecrets(ctx.sealer, id, settings.secrets),
    hidden: input.hidden,
    createdBy: ctx.actor,
  });
  await readFieldsAfterSave(ctx, row);
  const connection = await serializeConnection(ctx, row);
  const revealed = destination.revealOnce(settings, undefined);
  return { connection: { ...connection, metadata: { ...connection.metadata, ...revealed } } };
}

/** The contract's 422: an account is connected by its owner's consent, and not with metadata. */
function needsConsent({ integration }: Destination): AppError {
  const msg = `${integration.name} is connected by OAuth: begin with POST /workspaces/{workspace_id}/oauth-attempts`;
  return new AppError("unprocessable", msg, { data: [{ param: "type", msg }] });
}

async function insertConnection(ctx: ConnectionsContext, values: typeof connections.$inferInsert) {
  try {
    const [row] = await ctx.db.insert(connections).values(values).returning();
    if (row === undefined) throw new Error("The connection was not returned by its insert");
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "connections_name")) throw duplicateConnectionName(error);
    throw error;
  }
}

export function duplicateConnectionName(cause: unknown): AppError {
  const data = [{ param: "name", msg: "Another connection of this workspace has this name" }];
  return new AppError("conflict", "A connection with this name exists", { data, cause });
}

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

type PatchedRow = typeof connections.$inferSelect;

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
  const row = await savePatch(tx, current.id, values);
  const isResumed = row.active && !current.active;
  if (isResumed) await resumeWaiting(tx, row.id);
  return { row, isResumed };
}

/** A connection that is off already keeps its reason: it says what has to be repaired. */
function changedValues(current: PatchedRow, { name, hidden, active }: PatchConnection): Partial<PatchedRow> {
  return {
    ...(name === undefined || name === current.name ? {} : { name }),
    ...(hidden === undefined || hidden === current.hidden ? {} : { hidden }),
    ...(active === undefined || active === current.active
      ? {}
      : { active, inactiveReason: active ? null : ("manually_inactivated" as const) }),
  };
}

async function savePatch(tx: Transaction, id: string, values: Partial<PatchedRow>): Promise<PatchedRow> {
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
