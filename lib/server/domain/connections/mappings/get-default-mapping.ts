import type { MappingResult } from "#lib/contracts/mappings.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { ConnectionsContext } from "../context.ts";
import { readCatalog } from "../field-catalogs/read-catalog.ts";
import { requireConnection } from "../get-connection.ts";
import { findMapping } from "./find-mapping.ts";
import { generateMapping } from "./generate-mapping.ts";
import { generatedMapping, storedMapping } from "./serialize-mapping.ts";

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
