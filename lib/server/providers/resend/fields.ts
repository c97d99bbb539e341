import { z } from "zod";
import type { ExactNumber } from "#lib/contracts/exact-json.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { loadAll } from "./api.ts";
import { toScalars } from "./send-template.ts";

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true } },
  { key: "firstName", type: "string", label: "First name" },
  { key: "lastName", type: "string", label: "Last name" },
  { key: "unsubscribed", type: "boolean", label: "Unsubscribed from everything" },
  {
    key: "template_variables",
    type: "object",
    label: "Template variables",
    constraints: { strict: true },
    description: "One value for each variable of the template, such as template_variables.plan",
  },
];
const FIXED_KEYS: ReadonlySet<string> = new Set(FIXED_FIELDS.map(({ key }) => key));

const Property = z.object({ id: z.string(), key: z.string(), type: z.string() });

/** With the contact properties of the account, unless the key may only send. */
export async function loadFields({ api, settings }: Reading): Promise<Loaded<CatalogField[]>> {
  if (settings.metadata["sending_only"] === true) return { ok: true, value: [...FIXED_FIELDS] };
  const properties = await loadAll(api, "/contact-properties", Property);
  if (!properties.ok) return properties;
  const own = properties.value.filter(({ key }) => !FIXED_KEYS.has(key)).map(toCatalogField);
  return { ok: true, value: [...FIXED_FIELDS, ...own] };
}

function toCatalogField({ id, key, type }: z.infer<typeof Property>): CatalogField {
  const fieldType = type === "string" || type === "number" ? type : "unknown";
  return { key, type: fieldType, label: key, provider_meta: { id, type } };
}

/** What the mapping gives for the contact's own properties: texts and numbers are all that they can be. */
export function collectProperties(
  data: Readonly<Record<string, unknown>>,
): Record<string, string | number | ExactNumber> {
  return toScalars(Object.fromEntries(Object.entries(data).filter(([key]) => !FIXED_KEYS.has(key))));
}
