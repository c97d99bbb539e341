import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import { mergeFields } from "../kit/merge-fields.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const EMAIL = { format: "email", required: true } as const;
/** By the specification; the id and the role take none. */
const CLEARED = { cleared_by: "null" } as const;
const CUSTOM_CHARACTERS_MAX = 255;

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "Email", constraints: EMAIL },
  { key: "external_id", type: "string", label: "User ID" },
  { key: "name", type: "string", label: "Name", constraints: CLEARED },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone", ...CLEARED } },
  { key: "role", type: "enum", label: "Role", constraints: { allowed_values: ["user", "lead"] } },
  { key: "signed_up_at", type: "datetime", label: "Signed up", constraints: CLEARED },
  { key: "avatar", type: "string", label: "Avatar", constraints: { format: "url", ...CLEARED } },
  { key: "unsubscribed_from_emails", type: "boolean", label: "Unsubscribed from emails", constraints: CLEARED },
  { key: "owner_id", type: "number", label: "Owner", constraints: { integer: true, ...CLEARED } },
];

const Attribute = z.object({
  name: z.string(),
  full_name: z.string(),
  label: z.string(),
  data_type: z.string(),
  custom: z.boolean().default(false),
  api_writable: z.boolean().default(false),
  archived: z.boolean().default(false),
  // Texts, or objects with the text in `value`, by version.
  options: z
    .array(z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]))
    .nullish()
    .transform((options) => options ?? []),
});
type Attribute = z.infer<typeof Attribute>;
const Attributes = z.object({ data: z.array(Attribute) });

const CUSTOM = "custom_attributes.";

/** The workspace's own attributes, by their names. */
export async function loadAttributes(api: ProviderApi): Promise<Loaded<Attribute[]>> {
  const answer = await api.read({ path: "/data_attributes", query: { model: "contact" } }, Attributes);
  if (!answer.ok) return answer;
  return { ok: true, value: answer.value.data.filter((item) => item.custom && item.api_writable && !item.archived) };
}

/** What is not the workspace's own is the same everywhere. */
export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const attributes = await loadAttributes(api);
  return attributes.ok
    ? { ok: true, value: mergeFields(FIXED_FIELDS, attributes.value.map(toCatalogField)) }
    : attributes;
}

const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  string: "string",
  integer: "number",
  float: "number",
  boolean: "boolean",
  date: "datetime",
};

function toCatalogField({ name, label, data_type: type, options }: Attribute): CatalogField {
  return {
    key: CUSTOM + name,
    type: options.length > 0 ? "enum" : (TYPES[type] ?? "unknown"),
    label,
    constraints: { ...toConstraints(type), ...(options.length === 0 ? {} : { allowed_values: options }), ...CLEARED },
    provider_meta: { data_type: type },
  };
}

function toConstraints(type: string): CatalogField["constraints"] {
  if (type === "integer") return { integer: true };
  return type === "string" ? { max_length: CUSTOM_CHARACTERS_MAX } : {};
}

/** The name of a custom attribute whose key this is. */
export function customAttributeName(key: string): string | undefined {
  return key.startsWith(CUSTOM) ? key.slice(CUSTOM.length) : undefined;
}
