import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import { loadPages } from "../kit/load-pages.ts";
import { mergeFields } from "../kit/merge-fields.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PERSON_FIELDS } from "./api.ts";

const PAGE = 500;

const PersonField = z.object({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  options: z
    .array(z.object({ id: Id, label: z.string() }))
    .nullish()
    .transform((options) => options ?? []),
  is_custom_field: z.boolean().default(false),
});
export type PersonField = z.infer<typeof PersonField>;

const PersonFields = z.object({
  data: z.array(PersonField),
  additional_data: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

export function loadPersonFields(api: ProviderApi): Promise<Loaded<PersonField[]>> {
  return loadPages(async (cursor) => {
    const page = await api.read({ path: PERSON_FIELDS, query: { limit: PAGE, cursor } }, PersonFields);
    if (!page.ok) return page;
    const { data, additional_data: more } = page.value;
    return { ok: true, value: { items: data, next: more?.next_cursor ?? undefined } };
  });
}

const CONSENT = ["no_consent", "unsubscribed", "subscribed", "archived"];

const TEXT_CHARACTERS_MAX = 255;

/** `email` and `phone` are one of each, and go into Pipedrive's lists of them. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "Email", constraints: { format: "email", required: true } },
  { key: "name", type: "string", label: "Name", constraints: { max_length: TEXT_CHARACTERS_MAX } },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone" } },
  { key: "org_id", type: "number", label: "Organization", constraints: { integer: true } },
  { key: "owner_id", type: "number", label: "Owner", constraints: { integer: true } },
  { key: "visible_to", type: "number", label: "Visible to", constraints: { integer: true } },
  { key: "marketing_status", type: "enum", label: "Marketing status", constraints: { allowed_values: CONSENT } },
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

const ID = { integer: true } as const;
const PARTS = { value_key: "value" } as const;
const CONSTRAINTS: Readonly<Record<string, CatalogField["constraints"]>> = {
  varchar: { max_length: TEXT_CHARACTERS_MAX },
  varchar_auto: { max_length: TEXT_CHARACTERS_MAX },
  time: { pattern: "^\\d{1,2}:\\d{2}(:\\d{2})?$" },
  int: ID,
  org: ID,
  user: ID,
  people: ID,
  monetary: PARTS,
  address: PARTS,
  daterange: PARTS,
  timerange: PARTS,
};

/** Choices are written by their ids; what these mean stands in `provider_meta`. */
function toCatalogField({ field_code: key, field_name: label, field_type, options }: PersonField): CatalogField {
  return {
    key,
    type: TYPES[field_type] ?? "unknown",
    label,
    constraints: {
      ...CONSTRAINTS[field_type],
      ...(options.length === 0 ? {} : { allowed_values: options.map(({ id }) => id) }),
      cleared_by: "null",
    },
    provider_meta: { field_type, ...(options.length === 0 ? {} : { options }) },
  };
}
