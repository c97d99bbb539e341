import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { loadAll } from "./api.ts";

/** Nothing empties a field. */
const CLEARED = { cleared_by: "null" } as const;

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true } },
  {
    key: "name",
    type: "string",
    label: "First name",
    constraints: CLEARED,
    provider_meta: { default_source: "first_name" },
  },
  { key: "last_name", type: "string", label: "Last name", constraints: CLEARED },
  { key: "company", type: "string", label: "Company", constraints: CLEARED },
  { key: "country", type: "string", label: "Country", constraints: CLEARED },
  { key: "city", type: "string", label: "City", constraints: CLEARED },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone", ...CLEARED } },
  { key: "state", type: "string", label: "State", constraints: CLEARED },
  { key: "z_i_p", type: "string", label: "ZIP", constraints: CLEARED },
];
const FIXED_KEYS = new Set(FIXED_FIELDS.map(({ key }) => key));

const Field = z.object({ id: z.string(), name: z.string(), key: z.string(), type: z.string() });
const TYPES: Readonly<Record<string, CatalogField["type"]>> = { text: "string", number: "number", date: "date" };

export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const fields = await loadAll(api, "/fields", Field);
  if (!fields.ok) return fields;
  const own = fields.value.filter(({ key }) => !FIXED_KEYS.has(key));
  return { ok: true, value: [...FIXED_FIELDS, ...own.map(toCatalogField)] };
}

function toCatalogField({ id, name, key, type }: z.infer<typeof Field>): CatalogField {
  return { key, type: TYPES[type] ?? "unknown", label: name, constraints: CLEARED, provider_meta: { id, type } };
}
