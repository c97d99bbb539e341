import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { DefaultMapping, MappingResult, MappingSchema } from "#lib/contracts/mappings.ts";
import type { mappings } from "#lib/server/db/schema/connections.ts";
import type { ConnectionRow } from "../connection.ts";
import { toGeneratedMappingId, toMappingId } from "./default-mapping.ts";
import { isTimeZone, TIME_ZONES_MAX } from "./instants.ts";

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

/** What the shape of a schema cannot say: time zones, and the fields that the destination has. */
export function mappingProblems(
  schema: MappingSchema,
  catalog: readonly CatalogField[],
  isClosed: boolean,
): ErrorDetail[] {
  const byKey = fieldsByKey(catalog);
  const dests = schema.fields.flatMap(({ dest }, index) => {
    const msg = destProblem(dest, byKey, isClosed);
    return msg === undefined ? [] : [{ param: `schema.fields[${index}].dest`, msg }];
  });
  return [...dests, ...timeZoneProblems(schema)];
}

/** Names that are no time zone, or one more than a mapping can have. */
export function timeZoneProblems({ fields }: MappingSchema): ErrorDetail[] {
  const asked = new Map<string, string | undefined>();
  return fields.flatMap(({ transforms = [] }, index) =>
    transforms.flatMap((transform, at) => {
      const zone = "timezone" in transform ? transform.timezone?.toLowerCase() : undefined;
      if (zone === undefined) return [];
      const isOneMore = !asked.has(zone) && asked.size === TIME_ZONES_MAX;
      if (!isOneMore && !asked.has(zone)) asked.set(zone, isTimeZone(zone) ? undefined : NOT_A_ZONE);
      const msg = isOneMore ? TOO_MANY : asked.get(zone);
      return msg === undefined ? [] : [{ param: `schema.fields[${index}].transforms[${at}].timezone`, msg }];
    }),
  );
}

const NOT_A_ZONE = "Not a time zone such as Europe/Paris";
const TOO_MANY = `A mapping can name at most ${TIME_ZONES_MAX} time zones`;

export function fieldsByKey(catalog: readonly CatalogField[]): ReadonlyMap<string, CatalogField> {
  return new Map(catalog.map((field) => [field.key, field]));
}

/** The field that `dest` fills, or the object that it leads into. */
export function fieldFor(dest: string, byKey: ReadonlyMap<string, CatalogField>): CatalogField | undefined {
  return byKey.get(dest) ?? objectAround(dest, byKey);
}

function destProblem(dest: string, byKey: ReadonlyMap<string, CatalogField>, isClosed: boolean): string | undefined {
  const field = fieldFor(dest, byKey);
  if (field === undefined) return isClosed ? "The destination has no such field" : undefined;
  return field.constraints?.read_only === true ? "The destination does not allow this field to be written" : undefined;
}

const HAS_INSIDE: readonly CatalogField["type"][] = ["object", "json", "unknown"];

/** `template_variables.first_name` is inside the object field `template_variables`. */
function objectAround(dest: string, byKey: ReadonlyMap<string, CatalogField>): CatalogField | undefined {
  for (let dot = dest.lastIndexOf("."); dot > 0; dot = dest.lastIndexOf(".", dot - 1)) {
    const field = byKey.get(dest.slice(0, dot));
    if (field !== undefined && dot < dest.length - 1) return HAS_INSIDE.includes(field.type) ? field : undefined;
  }
  return undefined;
}
