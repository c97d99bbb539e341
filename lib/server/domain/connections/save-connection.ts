import type { Connection, CreateConnection, UpdateConnection, PatchConnection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import { eraseActionData } from "./action-data/stored-action-data.ts";
import { checkSettings, requireDestination } from "./check-settings.ts";
import { insertConnection, requireConnection, saveConnection, type ConnectionRow } from "./connection.ts";
import type { ConnectionsContext } from "./context.ts";
import { readFieldsAfterSave } from "./field-catalogs/read-catalog.ts";
import { sealSecrets, openSettings } from "./provider-access.ts";
import { serializeConnection } from "./read-connections.ts";

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
  const row = await insertConnection(ctx.db, {
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

/**
 * Replaces the settings. An inactive connection becomes active again, and what waited for it is sent, because
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
  const row = await ctx.db.transaction((tx) => repair(tx, current, values));
  await readFieldsAfterSave(ctx, row);
  await ctx.wakeWorkers();
  const connection = await serializeConnection(ctx, row);
  const revealed = destination.revealOnce(settings, previous);
  return { ...connection, metadata: { ...connection.metadata, ...revealed } };
}

/** Asking the destination took time: whoever paused or deleted the connection meanwhile, or rotated its secret, keeps that. */
async function repair(tx: Transaction, current: ConnectionRow, values: Partial<ConnectionRow>): Promise<ConnectionRow> {
  const row = await saveConnection(tx, current, { ...values, active: true, inactiveReason: null });
  await eraseActionData(tx, row.id);
  await resumeWaiting(tx, row.id);
  return row;
}

/**
 * Renames, hides, pauses or resumes; the settings stay as they are and are not tried. What is due for an inactive
 * connection waits, and runs as soon as it is active again.
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
  const row = await saveConnection(tx, current, values);
  const isResumed = row.active && !current.active;
  if (isResumed) await resumeWaiting(tx, row.id);
  return { row, isResumed };
}

/** A connection that is off already keeps its reason: it says what has to be repaired. */
function changedValues(current: ConnectionRow, { name, hidden, active }: PatchConnection): Partial<ConnectionRow> {
  return {
    ...(name === undefined || name === current.name ? {} : { name }),
    ...(hidden === undefined || hidden === current.hidden ? {} : { hidden }),
    ...(active === undefined || active === current.active
      ? {}
      : { active, inactiveReason: active ? null : ("manually_inactivated" as const) }),
  };
}
