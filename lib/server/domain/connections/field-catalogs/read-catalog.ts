import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { CatalogField, FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { fieldCatalogs } from "#lib/server/db/schema/connections.ts";
import type { FieldSource } from "#lib/server/providers/contract.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { requireDestination } from "../check-settings.ts";
import { requireConnection, type ConnectionRow } from "../connection.ts";
import type { ConnectionsContext, ConnectionsApp } from "../context.ts";
import { findMapping } from "../mappings/default-mapping.ts";
import { detectDrift, saveDrift } from "../mappings/mapping-drift.ts";
import { openAccess, requireActive, unreadable } from "../provider-access.ts";

/** The same fields have the same version, in whatever order the provider lists them and their keys. */
export function computeCatalogVersion(fields: readonly CatalogField[]): string {
  const described = fields.map(({ key, type, label, description, constraints }) =>
    normalized({ key, type, label, description, constraints }),
  );
  return createHash("sha256").update(JSON.stringify(described.toSorted())).digest("hex");
}

function normalized(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

export type CatalogRow = typeof fieldCatalogs.$inferSelect;

export type CatalogContext = Pick<
  ConnectionsContext,
  "log" | "db" | "env" | "egress" | "sealer" | "destinations" | "tokens" | "scope" | "actor"
>;

export const CATALOG_AGE_MAX_MS = 24 * 3_600_000;

/**
 * The fields of the connected account. `now` reads them from the provider, `recent` does so when what is stored is a
 * day old or older than the connection's settings, `available` too, but takes what is stored when that fails.
 */
export async function readCatalog(
  ctx: CatalogContext,
  connection: ConnectionRow,
  need: "now" | "recent" | "available",
  timeoutMs?: number,
): Promise<CatalogRow> {
  const stored = need === "now" ? undefined : await findCatalog(ctx.db, connection.id);
  if (stored !== undefined && isRecent(stored, connection)) return stored;
  try {
    const readAt = clock.nowAfter(connection.updatedAt);
    return await storeCatalog(ctx, connection, await loadFields(ctx, connection, timeoutMs), readAt);
  } catch (error) {
    const isEnough = need === "available" && error instanceof AppError && error.code !== "not_found";
    if (stored !== undefined && isEnough) return stored;
    throw error;
  }
}

export async function findCatalog(db: Queryable, connectionId: string): Promise<CatalogRow | undefined> {
  const [row] = await db.select().from(fieldCatalogs).where(eq(fieldCatalogs.connectionId, connectionId));
  return row;
}

/** Other settings may be another account. */
function isRecent({ refreshedAt }: CatalogRow, { updatedAt }: ConnectionRow): boolean {
  return refreshedAt >= updatedAt && clock.nowMs() - refreshedAt.getTime() < CATALOG_AGE_MAX_MS;
}

async function loadFields(
  ctx: CatalogContext,
  connection: ConnectionRow,
  timeoutMs = Number.POSITIVE_INFINITY,
): Promise<CatalogField[]> {
  const destination = requireDestination(ctx, connection.type);
  const { fields } = destination;
  if (fields === undefined) return [];
  requireActive(connection);
  const access = await openAccess(ctx, destination, connection);
  const result = await fields.load({ ...access, timeoutMs: Math.min(access.timeoutMs, timeoutMs) });
  if (!result.ok) throw unreadable([{ param: "fields", fault: result.fault }]);
  return result.value;
}

/** `readAt` is when reading began: settings that were saved meanwhile then count as newer. */
async function storeCatalog(
  ctx: CatalogContext,
  connection: ConnectionRow,
  fields: CatalogField[],
  readAt: Date,
): Promise<CatalogRow> {
  const catalogVersion = computeCatalogVersion(fields);
  return ctx.db.transaction(async (tx) => {
    // Reading took time: the connection may have been deleted meanwhile, and its catalog with it.
    const locked = await requireConnection(tx, ctx.scope, connection.id, "for update");
    const { id: connectionId, workspaceId } = locked;
    await noteDrift(tx, locked, fields);
    const [row] = await tx
      .insert(fieldCatalogs)
      .values({
        id: uuidv7(),
        workspaceId,
        connectionId,
        catalogVersion,
        fields,
        createdBy: ctx.actor,
        refreshedAt: readAt,
      })
      .onConflictDoUpdate({
        target: fieldCatalogs.connectionId,
        set: {
          fields,
          catalogVersion,
          refreshedAt: readAt,
          updatedAt: sql`case when ${fieldCatalogs.catalogVersion} = ${catalogVersion} then ${fieldCatalogs.updatedAt} else now() end`,
        },
      })
      .returning();
    if (row === undefined) throw new Error("The field catalog was not returned by its insert");
    return row;
  });
}

/** What the stored mapping fills and the account no longer has so, against what was read before. */
async function noteDrift(tx: Transaction, connection: ConnectionRow, now: CatalogField[]): Promise<void> {
  const mapping = await findMapping(tx, connection.id);
  const before = (await findCatalog(tx, connection.id))?.fields ?? [];
  const drift = mapping && detectDrift({ schema: mapping.schema, before, now, known: connection.warnings });
  await saveDrift(tx, connection, drift ?? []);
}

const TIMEOUT_MS = 5_000;

/**
 * Reads the fields of an account that was just connected, or connected again: the first delivery then has a default
 * mapping that fits it. Nobody who saves is kept waiting for long, or refused, by a provider that cannot say its fields.
 */
export async function readFieldsAfterSave(
  ctx: CatalogContext & Pick<ConnectionsApp, "log">,
  connection: ConnectionRow,
): Promise<void> {
  if (ctx.destinations.of(connection.type)?.fields === undefined) return;
  try {
    await readCatalog(ctx, connection, "recent", TIMEOUT_MS);
  } catch (error) {
    const level = error instanceof AppError ? "info" : "error";
    ctx.log[level]({ err: error, connection: connection.id }, "The fields of a saved connection could not be read");
  }
}

/** Read from the provider when asked to, when nothing is stored, and when what is stored is old; 422 when it refuses. */
export async function getFieldCatalog(
  ctx: ConnectionsContext,
  connectionId: string,
  isRefresh: boolean,
): Promise<FieldCatalog> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  requireActive(connection);
  const row = await readCatalog(ctx, connection, isRefresh ? "now" : "recent");
  return serializeFieldCatalog(row, connection, ctx.destinations.of(connection.type)?.fields);
}

export function serializeFieldCatalog(
  row: typeof fieldCatalogs.$inferSelect,
  { type }: Pick<ConnectionRow, "type">,
  source: FieldSource | undefined,
): FieldCatalog {
  return {
    id: row.id,
    workspace_id: row.workspaceId,
    connection_id: row.connectionId,
    integration_type: type,
    catalog_version: row.catalogVersion,
    refreshed_at: row.refreshedAt.toISOString(),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    fields: row.fields,
    ...(source === undefined ? {} : { closed: source.isClosed }),
  };
}
