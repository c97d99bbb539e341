import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import { mergeFields } from "../kit/merge-fields.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { DATA } from "./api.ts";

/** Organizations with many fields and picklists describe their contacts in megabytes. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

const EMAIL: CatalogField = {
  key: "Email",
  type: "string",
  label: "Email",
  constraints: { format: "email", required: true },
};

const CLEARED = { cleared_by: "null" } as const;
const PHONE = { format: "phone", max_length: 40, ...CLEARED } as const;

/** `LastName` is not required of a mapping: without it the name is made from the payload. The lengths are Salesforce's own. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  EMAIL,
  { key: "LastName", type: "string", label: "Last Name", constraints: { max_length: 80 } },
  { key: "FirstName", type: "string", label: "First Name", constraints: { max_length: 40, ...CLEARED } },
  { key: "Phone", type: "string", label: "Business Phone", constraints: PHONE },
  { key: "MobilePhone", type: "string", label: "Mobile Phone", constraints: PHONE },
  { key: "Title", type: "string", label: "Title", constraints: { max_length: 128, ...CLEARED } },
  { key: "Department", type: "string", label: "Department", constraints: { max_length: 80, ...CLEARED } },
  { key: "LeadSource", type: "enum", label: "Lead Source", constraints: CLEARED },
  { key: "Description", type: "string", label: "Contact Description", constraints: { max_length: 32_000, ...CLEARED } },
];

const Field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.int().default(0),
  updateable: z.boolean().default(false),
  calculated: z.boolean().default(false),
  nillable: z.boolean().default(false),
  restrictedPicklist: z.boolean().default(true),
  /** Of whole numbers the digits; of others all digits, and those after the point. */
  digits: z.int().default(0),
  precision: z.int().default(0),
  scale: z.int().default(0),
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
  const constraints = toConstraints(field);
  return {
    key: name,
    type: TYPES[type] ?? "unknown",
    label,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    provider_meta: { type },
  };
}

type Constraints = NonNullable<CatalogField["constraints"]>;

/** The address that a contact is found by is never taken away. */
function toConstraints(field: Field): Constraints {
  const { name, type, nillable: isNillable } = field;
  const format = FORMATS[type];
  return {
    ...(format === undefined ? {} : { format }),
    ...(type === "reference" ? { pattern: RECORD_ID } : {}),
    ...lengthConstraint(field),
    ...rangeConstraint(field),
    ...choiceConstraint(field),
    ...(name === "Email" ? { required: true } : isNillable && type !== "boolean" ? CLEARED : {}),
  };
}

const RECORD_ID = "^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$";

function lengthConstraint({ type, length, restrictedPicklist: isRestricted }: Field): Constraints {
  const isText = TYPES[type] === "string" || (type === "picklist" && !isRestricted);
  return length > 0 && isText ? { max_length: length } : {};
}

function rangeConstraint({ type, digits, precision, scale }: Field): Constraints {
  if (TYPES[type] !== "number") return {};
  const places = type === "int" ? digits : precision - scale;
  const max = 10 ** places - 10 ** -scale;
  return { ...(type === "int" ? { integer: true } : {}), ...(places > 0 ? { min: -max, max } : {}) };
}

function choiceConstraint({ type, picklistValues, restrictedPicklist: isRestricted }: Field): Constraints {
  if (TYPES[type] !== "enum" && TYPES[type] !== "multi_enum") return {};
  if (picklistValues.length === 0) return {};
  const allowed_values = picklistValues.map(({ value }) => value);
  return isRestricted ? { allowed_values } : { allowed_values, allows_others: true };
}
