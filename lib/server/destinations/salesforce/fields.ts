import { z } from "zod";
import type { CatalogField } from "../../../contracts/field-catalogs.ts";
import type { Loaded } from "../fault.ts";
import { mergeFields } from "../provider/merge-fields.ts";
import type { ProviderApi } from "../provider/provider-api.ts";
import { DATA } from "./api.ts";

/** Organizations with many fields and picklists describe their contacts in megabytes. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

const EMAIL: CatalogField = {
  key: "Email",
  type: "string",
  label: "Email",
  constraints: { format: "email", required: true },
};

/** `LastName` is not required of a mapping: without it the name is made from the payload. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  EMAIL,
  { key: "LastName", type: "string", label: "Last Name" },
  { key: "FirstName", type: "string", label: "First Name" },
  { key: "Phone", type: "string", label: "Business Phone", constraints: { format: "phone" } },
  { key: "MobilePhone", type: "string", label: "Mobile Phone", constraints: { format: "phone" } },
  { key: "Title", type: "string", label: "Title" },
  { key: "Department", type: "string", label: "Department" },
  { key: "LeadSource", type: "enum", label: "Lead Source" },
  { key: "Description", type: "string", label: "Contact Description" },
];

const Field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.int().default(0),
  updateable: z.boolean().default(false),
  calculated: z.boolean().default(false),
  picklistValues: z
    .array(z.object({ active: z.boolean().default(true), value: z.string(), label: z.string().nullish() }))
    .nullish()
    .transform((values) => (values ?? []).filter(({ active }) => active)),
});
type Field = z.infer<typeof Field>;
const Description = z.object({ fields: z.array(Field) });

/** The fields of contacts that this user can write. */
export async function describeContact(api: ProviderApi): Promise<Loaded<Field[]>> {
  const path = `${DATA}/sobjects/Contact/describe`;
  const answer = await api.read({ path, answerBytesMax: ANSWER_BYTES_MAX }, Description);
  if (!answer.ok) return answer;
  return { ok: true, value: answer.value.fields.filter(({ updateable, calculated }) => updateable && !calculated) };
}

/** Of the fixed fields only the address is sure: administrators can take others away. */
export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const fields = await describeContact(api);
  return fields.ok ? { ok: true, value: mergeFields([EMAIL], fields.value.map(toCatalogField)) } : fields;
}

const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  string: "string",
  email: "string",
  phone: "string",
  url: "string",
  textarea: "string",
  reference: "string",
  picklist: "enum",
  multipicklist: "multi_enum",
  boolean: "boolean",
  double: "number",
  int: "number",
  currency: "number",
  percent: "number",
  date: "date",
  datetime: "datetime",
};
const FORMATS: Readonly<Record<string, "email" | "phone" | "url">> = { email: "email", phone: "phone", url: "url" };

function toCatalogField(field: Field): CatalogField {
  const { name, label, type } = field;
  const constraints = constraintsOf(field);
  return {
    key: name,
    type: TYPES[type] ?? "unknown",
    label,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    provider_meta: { type },
  };
}

function constraintsOf({ name, type, length, picklistValues }: Field): NonNullable<CatalogField["constraints"]> {
  const format = FORMATS[type];
  return {
    ...(format === undefined ? {} : { format }),
    ...(name === "Email" ? { required: true } : {}),
    ...(length > 0 && TYPES[type] === "string" ? { max_length: length } : {}),
    ...(picklistValues.length > 0 ? { allowed_values: picklistValues.map(({ value }) => value) } : {}),
  };
}
