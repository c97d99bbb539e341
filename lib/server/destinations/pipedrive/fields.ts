import type { CatalogField } from "../../../contracts/field-catalogs.ts";
import type { Loaded } from "../fault.ts";
import { mergeFields } from "../provider/merge-fields.ts";
import type { ProviderApi } from "../provider/provider-api.ts";
import { loadPersonFields, type PersonField } from "./person-fields.ts";

const CONSENT = ["no_consent", "unsubscribed", "subscribed", "archived"];

/** `email` and `phone` are one of each, and go into Pipedrive's lists of them. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "Email", constraints: { format: "email", required: true } },
  { key: "name", type: "string", label: "Name" },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone" } },
  { key: "org_id", type: "number", label: "Organization" },
  { key: "owner_id", type: "number", label: "Owner" },
  { key: "visible_to", type: "number", label: "Visible to" },
  { key: "marketing_status", type: "enum", label: "Marketing status", constraints: { allowed_values: CONSENT } },
  { key: "job_title", type: "string", label: "Job title" },
  { key: "birthday", type: "date", label: "Birthday" },
];

export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const fields = await loadPersonFields(api);
  if (!fields.ok) return fields;
  const custom = fields.value.filter((field) => field.is_custom_field);
  return { ok: true, value: mergeFields(FIXED_FIELDS, custom.map(toCatalogField)) };
}

const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  varchar: "string",
  varchar_auto: "string",
  text: "string",
  phone: "string",
  time: "string",
  int: "number",
  double: "number",
  org: "number",
  user: "number",
  people: "number",
  date: "date",
  enum: "enum",
  set: "multi_enum",
  monetary: "object",
  address: "object",
  daterange: "object",
  timerange: "object",
};

/** Choices are written by their ids; what these mean stands in `provider_meta`. */
function toCatalogField({ field_code: key, field_name: label, field_type, options }: PersonField): CatalogField {
  const allowed = options.map(({ id }) => id);
  return {
    key,
    type: TYPES[field_type] ?? "unknown",
    label,
    ...(options.length === 0 ? {} : { constraints: { allowed_values: allowed } }),
    provider_meta: { field_type, ...(options.length === 0 ? {} : { options }) },
  };
}
