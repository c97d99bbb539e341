import type { DefaultMapping, MappingResult, MappingSchema } from "#lib/contracts/mappings.ts";
import type { connections } from "#lib/server/db/schema/connections.ts";
import type { mappings } from "#lib/server/db/schema/mappings.ts";
import { toGeneratedMappingId, toMappingId } from "./mapping-ids.ts";

type ConnectionRow = typeof connections.$inferSelect;

const of = ({ id, workspaceId, type }: ConnectionRow) => ({
  workspace_id: workspaceId,
  connection_id: id,
  integration_type: type,
});

export const DEFAULT_NAME = "Default mapping";

export function storedMapping(row: typeof mappings.$inferSelect, connection: ConnectionRow): MappingResult {
  const mapping: DefaultMapping = {
    id: row.id,
    mapping_id: row.mappingId,
    version: row.version,
    ...of(connection),
    name: row.name,
    schema: row.schema,
    ...(row.catalogVersion === null ? {} : { catalog_version: row.catalogVersion }),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
  return { status: "stored", mapping };
}

/** Nobody has saved it, so it is as old as its connection and has no author. */
export function generatedMapping(
  connection: ConnectionRow,
  schema: MappingSchema,
  catalog: { catalogVersion: string; updatedAt: Date },
): MappingResult {
  const mapping: DefaultMapping = {
    id: toGeneratedMappingId(connection.id),
    mapping_id: toMappingId(connection.id),
    version: 0,
    ...of(connection),
    name: DEFAULT_NAME,
    schema,
    catalog_version: catalog.catalogVersion,
    created_at: connection.createdAt.toISOString(),
    updated_at: catalog.updatedAt.toISOString(),
  };
  return { status: "generated", mapping };
}
