import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { loadAudiences } from "./lists.ts";

const MERGE_FIELDS_MAX = 1000;
/** Of the ten connections that Mailchimp gives a user. */
const AT_ONCE = 5;

/** In bytes at Mailchimp; null is refused, for the whole member. */
const TEXT = { max_length: 255, cleared_by: "empty_text" } as const;
const FIRST_NAME: CatalogField = { key: "FNAME", type: "string", label: "First name", constraints: TEXT };
const LAST_NAME: CatalogField = { key: "LNAME", type: "string", label: "Last name", constraints: TEXT };
const BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
const IP_ADDRESS = String.raw`^(${BYTE}\.${BYTE}\.${BYTE}\.${BYTE}|[\dA-Fa-f]{0,4}:[\dA-Fa-f:.]+)$`;
const OF_MEMBERS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true } },
  { key: "language", type: "string", label: "Language" },
  { key: "vip", type: "boolean", label: "VIP" },
  { key: "ip_signup", type: "string", label: "Sign-up IP address", constraints: { pattern: IP_ADDRESS } },
];
export const FIXED_FIELDS: readonly CatalogField[] = [...OF_MEMBERS, FIRST_NAME, LAST_NAME];
export const MEMBER_KEYS: ReadonlySet<string> = new Set(OF_MEMBERS.map(({ key }) => key));

const MergeField = z.object({
  tag: z.string(),
  name: z.string(),
  type: z.string(),
  options: z.object({ choices: z.array(z.string()).optional(), phone_format: z.string().optional() }).optional(),
});
const MergeFields = z.object({ merge_fields: z.array(MergeField) });

/** Merge fields belong to audiences; the connection's catalog is all of them, each tag once. */
export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const audiences = await loadAudiences(api);
  if (!audiences.ok) return audiences;
  const byTag = new Map<string, CatalogField>();
  for (let at = 0; at < audiences.value.length; at += AT_ONCE) {
    const loaded = await Promise.all(audiences.value.slice(at, at + AT_ONCE).map(({ id }) => loadMergeFields(api, id)));
    for (const fields of loaded) {
      if (!fields.ok) return fields;
      for (const field of fields.value) if (!byTag.has(field.key)) byTag.set(field.key, field);
    }
  }
  return { ok: true, value: [...OF_MEMBERS, ...byTag.values()] };
}

async function loadMergeFields(api: ProviderApi, list: string): Promise<Loaded<CatalogField[]>> {
  const path = `/lists/${encodeURIComponent(list)}/merge-fields`;
  const answer = await api.read({ path, query: { count: MERGE_FIELDS_MAX } }, MergeFields);
  return answer.ok ? { ok: true, value: answer.value.merge_fields.map(toCatalogField) } : answer;
}

const FORMATS: Readonly<Record<string, "phone" | "date" | "url">> = {
  phone: "phone",
  date: "date",
  url: "url",
  imageurl: "url",
};
const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  number: "number",
  date: "date",
  address: "object",
  dropdown: "enum",
  radio: "enum",
};

const PATTERNS: Readonly<Record<string, string>> = {
  // Month and day, without a year.
  birthday: "^\\d{2}/\\d{2}$",
  // Of the United States.
  zip: "^\\d{5}(-\\d{4})?$",
};
const US_PHONE = "^\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}$";
/** An address without one of these is refused, and the member with it. */
const ADDRESS_PARTS = ["addr1", "city", "state", "zip"];

function toConstraints({ type, options }: z.infer<typeof MergeField>): NonNullable<CatalogField["constraints"]> {
  if (type === "text") return TEXT;
  if (type === "address") return { required_keys: ADDRESS_PARTS };
  if (TYPES[type] === "enum") return options?.choices === undefined ? {} : { allowed_values: options.choices };
  const format = FORMATS[type];
  const pattern = type === "phone" && options?.phone_format === "US" ? US_PHONE : PATTERNS[type];
  return { ...(format === undefined ? {} : { format }), ...(pattern === undefined ? {} : { pattern }) };
}

function toCatalogField(field: z.infer<typeof MergeField>): CatalogField {
  const { tag, name, type } = field;
  const constraints = toConstraints(field);
  return {
    key: tag,
    type: TYPES[type] ?? "string",
    label: name,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    provider_meta: { type },
  };
}
