import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { loaded, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { listsPath, loadLists, loadAll } from "./action-data.ts";

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true, max_length: 50 } },
  { key: "name", type: "string", label: "Name", constraints: { max_length: 60 } },
  { key: "ad_tracking", type: "string", label: "Ad tracking", constraints: { max_length: 20 } },
  { key: "misc_notes", type: "string", label: "Notes", constraints: { max_length: 60 } },
  { key: "ip_address", type: "string", label: "IP address", description: "A public one, kept of new subscribers" },
  { key: "tags", type: "array", label: "Tags", description: "Added to those that a subscriber has" },
];
export const FIXED_KEYS: ReadonlySet<string> = new Set(FIXED_FIELDS.map(({ key }) => key));

const CustomField = z.object({ id: Id, name: z.string(), is_subscriber_updateable: z.boolean().optional() });

/** Custom fields belong to lists and are known by their names; the connection's catalog is all of them, each once. */
export async function loadFields(reading: Reading): Promise<Loaded<CatalogField[]>> {
  const path = listsPath(reading.settings);
  if (!path.ok) return path;
  const lists = await loadLists(reading);
  if (!lists.ok) return lists;
  const byKey = new Map<string, CatalogField>();
  for (const { id } of lists.value) {
    const fields = await loadAll(reading.api, `${path.value}/${encodeURIComponent(id)}/custom_fields`, CustomField);
    if (!fields.ok) return fields;
    for (const field of fields.value) if (!byKey.has(field.name)) byKey.set(field.name, toCatalogField(field));
  }
  return loaded([...FIXED_FIELDS, ...[...byKey.values()].filter(({ key }) => !FIXED_KEYS.has(key))]);
}

function toCatalogField({ name, is_subscriber_updateable }: z.infer<typeof CustomField>): CatalogField {
  const meta = is_subscriber_updateable === undefined ? {} : { provider_meta: { is_subscriber_updateable } };
  return { key: name, type: "string", label: name, ...meta };
}
