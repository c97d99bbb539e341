import type { connections } from "#lib/server/db/schema/connections.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { ConnectionsApp } from "../context.ts";
import { readCatalog, type CatalogContext } from "./read-catalog.ts";

const TIMEOUT_MS = 5_000;

/**
 * Reads the fields of an account that was just connected, or connected again: the first delivery then has a default
 * mapping that fits it. Nobody who saves is kept waiting for long, or refused, by a provider that cannot say its fields.
 */
export async function readFieldsAfterSave(
  ctx: CatalogContext & Pick<ConnectionsApp, "log">,
  connection: typeof connections.$inferSelect,
): Promise<void> {
  if (ctx.destinations.of(connection.type)?.fields === undefined) return;
  try {
    await readCatalog(ctx, connection, "recent", TIMEOUT_MS);
  } catch (error) {
    const level = error instanceof AppError ? "info" : "error";
    ctx.log[level]({ err: error, connection: connection.id }, "The fields of a saved connection could not be read");
  }
}
