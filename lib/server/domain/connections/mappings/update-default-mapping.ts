import { type MappingResult, UpdateMapping } from "#lib/contracts/mappings.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { mappings } from "#lib/server/db/schema/connections.ts";
import { requireId } from "#lib/server/db/scope.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { parseInput } from "#lib/server/runtime/validation.ts";
import { requireDestination } from "../check-settings.ts";
import { requireConnection, type ConnectionRow } from "../connection.ts";
import type { ConnectionsContext } from "../context.ts";
import { readCatalog, findCatalog, type CatalogRow } from "../field-catalogs/read-catalog.ts";
import { findMapping, generateMapping, toMappingId } from "./default-mapping.ts";
import { detectDrift, saveDrift } from "./mapping-drift.ts";
import { generatedMapping, storedMapping, mappingProblems, DEFAULT_NAME } from "./serialize-mapping.ts";

/** What is stored, else a proposal from the fields of the account; 409 when those cannot be read. */
export async function getDefaultMapping(ctx: ConnectionsContext, connectionId: string): Promise<MappingResult> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  const stored = await findMapping(ctx.db, connection.id);
  if (stored !== undefined) return storedMapping(stored, connection);
  const catalog = await readCatalog(ctx, connection, "available").catch((error: unknown) => {
    throw error instanceof AppError && error.code === "unprocessable" ? notProposable(error) : error;
  });
  return generatedMapping(connection, generateMapping(catalog.fields), catalog);
}

/** The operation has no 422: its input is not at fault, and nothing is stored that could be answered instead. */
function notProposable(cause: AppError): AppError {
  return new AppError("conflict", `No mapping is stored, and none can be proposed: ${cause.message}`, { cause });
}

/**
 * Stores the next version; the ones before stay. 404 for the ids of something else, 409 for a version that is not the
 * present one, 422 (and not 400) for a body that is none of the contract's and a schema that the destination cannot take.
 */
export async function updateDefaultMapping(
  ctx: ConnectionsContext,
  connectionId: string,
  body: unknown,
): Promise<MappingResult> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  const input = parseInput(UpdateMapping, body, "unprocessable");
  requireSame(input.workspace_id, connection.workspaceId);
  requireSame(input.mapping_id, toMappingId(connection.id));
  const catalog = await checkSchema(ctx, connection, input);
  const row = await ctx.db.transaction((tx) => insertVersion(tx, ctx, connection.id, { ...input, catalog }));
  return storedMapping(row, connection);
}

function requireSame(sent: string | undefined, own: string): void {
  if (sent !== undefined && requireId(sent) !== own) throw notFound();
}

/** Stored fields are good enough: a provider that is away must not keep anybody from saving. */
async function checkSchema(
  ctx: ConnectionsContext,
  connection: ConnectionRow,
  { schema }: UpdateMapping,
): Promise<CatalogRow> {
  const isClosed = requireDestination(ctx, connection.type).fields?.isClosed ?? false;
  const catalog = await readCatalog(ctx, connection, "available");
  const data = mappingProblems(schema, catalog.fields, isClosed);
  if (data.length > 0) throw new AppError("unprocessable", "Validation failed", { data });
  return catalog;
}

type NewVersion = UpdateMapping & { catalog: CatalogRow };

/** The lock on the connection makes writers take turns, so of two that expect the same version one finds another. */
async function insertVersion(tx: Transaction, ctx: ConnectionsContext, connectionId: string, input: NewVersion) {
  const connection = await requireConnection(tx, ctx.scope, connectionId, "for update");
  const current = await findMapping(tx, connection.id);
  requireVersion(input.expected_version, current?.version ?? 0);
  const [row] = await tx
    .insert(mappings)
    .values({
      id: uuidv7(),
      mappingId: toMappingId(connection.id),
      version: (current?.version ?? 0) + 1,
      workspaceId: connection.workspaceId,
      connectionId: connection.id,
      name: input.name ?? current?.name ?? DEFAULT_NAME,
      schema: input.schema,
      catalogVersion: input.catalog.catalogVersion,
      createdBy: ctx.actor,
      ...(current === undefined ? {} : { createdAt: current.createdAt }),
    })
    .returning();
  if (row === undefined) throw new Error("The mapping was not returned by its insert");
  await renewDrift(tx, connection, input);
  return row;
}

/** What the earlier mapping lacked does not matter any more; what changed since this one was checked does. */
async function renewDrift(tx: Transaction, connection: ConnectionRow, { schema, catalog }: NewVersion): Promise<void> {
  const now = (await findCatalog(tx, connection.id)) ?? catalog;
  await saveDrift(tx, connection, detectDrift({ schema, before: catalog.fields, now: now.fields, known: [] }));
}

function requireVersion(expected: number | undefined, current: number): void {
  if (expected === undefined || expected === current) return;
  const present = current === 0 ? "Nothing has been saved yet" : `The current version is ${current}`;
  throw new AppError("conflict", `${present}, not ${expected}`, {
    data: [{ param: "expected_version", msg: present }],
  });
}
