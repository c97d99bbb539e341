import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { MappingField, MappingSchema } from "#lib/contracts/mappings.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { mappings } from "#lib/server/db/schema/connections.ts";

/** The newest version, if anything is stored. */
export async function findMapping(db: Queryable, connectionId: string) {
  const [row] = await db
    .select()
    .from(mappings)
    .where(eq(mappings.connectionId, connectionId))
    .orderBy(desc(mappings.version))
    .limit(1);
  return row;
}

/** An id that follows from a connection's, so that what was never stored has the same one every time (UUID version 8). */
function idFrom(connectionId: string, what: string): string {
  const hex = createHash("sha256").update(`${what} ${connectionId}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Of all versions of a connection's default mapping, the generated one included. */
export const toMappingId = (connectionId: string): string => idFrom(connectionId, "default mapping");

export const toGeneratedMappingId = (connectionId: string): string => idFrom(connectionId, "generated mapping");

/** The well-known payload keys, with the names that destinations have for the same thing; the best one first. */
const NAMES: readonly (readonly [path: string, names: readonly string[]])[] = [
  ["email", ["email", "emailaddress", "mail"]],
  ["first_name", ["firstname", "fname", "givenname"]],
  ["last_name", ["lastname", "lname", "surname", "familyname"]],
  ["name", ["name", "fullname", "displayname"]],
  ["phone", ["phone", "phonenumber", "telephone"]],
  ["id", ["externalid", "userid", "customerid", "id"]],
  ["ip_address", ["ipaddress", "ip", "ipsignup"]],
  ["resource_url", ["resourceurl", "url", "website"]],
];

/**
 * A proposal: each well-known payload key goes to the writable text field that is called like it, if there is one. A
 * field whose name misleads says in `provider_meta.default_source` what belongs into it.
 */
export function generateMapping(catalog: readonly CatalogField[]): MappingSchema {
  const byName = new Map<string, CatalogField>();
  const bySource = new Map<unknown, CatalogField>();
  for (const field of catalog.filter(isWritableText)) {
    const source = field.provider_meta?.["default_source"];
    const name = field.key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
    if (source !== undefined) bySource.set(source, field);
    else if (!byName.has(name)) byName.set(name, field);
  }
  const fields = NAMES.flatMap(([path, names]): MappingField[] => {
    const name = names.find((candidate) => byName.has(candidate));
    const field = bySource.get(path) ?? (name === undefined ? undefined : byName.get(name));
    return field === undefined ? [] : [identity(path, field)];
  });
  return { schema_version: 1, fields };
}

const DEST_CHARACTERS_MAX = 128;

function isWritableText({ key, type, constraints }: CatalogField): boolean {
  return (
    (type === "string" || type === "unknown") && constraints?.read_only !== true && key.length <= DEST_CHARACTERS_MAX
  );
}

/** Without a value for a field that the destination requires, it would refuse the delivery with a poorer reason. */
function identity(path: string, { key, constraints }: CatalogField): MappingField {
  const on_error = constraints?.required === true ? "fail_action" : "skip_field";
  return { dest: key, source: { type: "path", value: path }, on_error };
}
