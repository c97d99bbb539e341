import type { Connection, CreateConnection } from "#lib/contracts/connections.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { checkSettings, requireDestination } from "./check-settings.ts";
import { sealSecrets } from "./connection-secrets.ts";
import type { ConnectionsContext } from "./context.ts";
import { readFieldsAfterSave } from "./field-catalogs/read-after-save.ts";
import { serializeConnection } from "./serialize-connection.ts";

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
