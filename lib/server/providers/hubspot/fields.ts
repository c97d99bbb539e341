import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import { mergeFields } from "../kit/merge-fields.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PROPERTIES } from "./api.ts";

/** Accounts with many properties and long lists of choices describe themselves in megabytes. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
const EMAIL = { format: "email", required: true } as const;
/** An empty text empties any property. */
const CLEARED = { cleared_by: "empty_text" } as const;
const CHARACTERS_MAX = 65_536;
const TEXT = { max_length: CHARACTERS_MAX, ...CLEARED } as const;
const PHONE = { format: "phone", ...CLEARED } as const;

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "Email", constraints: EMAIL },
  { key: "firstname", type: "string", label: "First Name", constraints: TEXT },
  { key: "lastname", type: "string", label: "Last Name", constraints: TEXT },
  { key: "phone", type: "string", label: "Phone Number", constraints: PHONE },
  { key: "company", type: "string", label: "Company Name", constraints: TEXT },
  { key: "jobtitle", type: "string", label: "Job Title", constraints: TEXT },
  { key: "website", type: "string", label: "Website URL", constraints: TEXT },
  { key: "lifecyclestage", type: "enum", label: "Lifecycle Stage", constraints: CLEARED },
];

const Property = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string().optional(),
  options: z
    .array(z.object({ label: z.string(), value: z.string(), hidden: z.boolean().optional() }))
    .default([])
    .transform((options) => options.filter(({ hidden }) => hidden !== true)),
  calculated: z.boolean().default(false),
  hidden: z.boolean().default(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).optional(),
});
type Property = z.infer<typeof Property>;
const Properties = z.object({ results: z.array(Property) });

/** The contact properties that people see and that can be written. Unpaged. */
export async function loadContactProperties(api: ProviderApi): Promise<Loaded<Property[]>> {
  const answer = await api.read({ path: PROPERTIES, answerBytesMax: ANSWER_BYTES_MAX }, Properties);
  return answer.ok ? { ok: true, value: answer.value.results.filter(isOffered) } : answer;
}

function isOffered({ calculated, hidden, modificationMetadata }: Property): boolean {
  return !calculated && !hidden && modificationMetadata?.readOnlyValue !== true;
}

export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const properties = await loadContactProperties(api);
  return properties.ok
    ? { ok: true, value: mergeFields(FIXED_FIELDS, properties.value.map(toCatalogField)) }
    : properties;
}

const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  string: "string",
  phone_number: "string",
  number: "number",
  date: "date",
  datetime: "datetime",
  bool: "boolean",
  enumeration: "enum",
};

function toCatalogField(property: Property): CatalogField {
  const { name, label, type, fieldType, groupName } = property;
  return {
    key: name,
    type: type === "enumeration" && fieldType === "checkbox" ? "multi_enum" : (TYPES[type] ?? "unknown"),
    label,
    constraints: toConstraints(property),
    provider_meta: { type, fieldType, ...(groupName === undefined ? {} : { groupName }) },
  };
}

function toConstraints({ name, type, fieldType, options }: Property): NonNullable<CatalogField["constraints"]> {
  if (name === "email") return EMAIL;
  if (type === "phone_number" || fieldType === "phonenumber") return PHONE;
  if (type === "string") return TEXT;
  return options.length === 0 ? CLEARED : { allowed_values: options.map(({ value }) => value), ...CLEARED };
}
