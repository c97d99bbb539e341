import { z } from "zod";
import type { CatalogField } from "../../../contracts/field-catalogs.ts";
import type { Loaded } from "../fault.ts";
import type { ProviderApi } from "../provider/provider-api.ts";
import { loadAudiences } from "./lists.ts";

const MERGE_FIELDS_MAX = 1000;
/** Of the ten connections that Mailchimp gives a user. */
const AT_ONCE = 5;

const FIRST_NAME: CatalogField = { key: "FNAME", type: "string", label: "First name" };
const LAST_NAME: CatalogField = { key: "LNAME", type: "string", label: "Last name" };
const OF_MEMBERS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true } },
  { key: "language", type: "string", label: "Language" },
  { key: "vip", type: "boolean", label: "VIP" },
  { key: "ip_signup", type: "string", label: "Sign-up IP address" },
];
export const FIXED_FIELDS: readonly CatalogField[] = [...OF_MEMBERS, FIRST_NAME, LAST_NAME];
export const MEMBER_KEYS: ReadonlySet<string> = new Set(OF_MEMBERS.map(({ key }) => key));

const MergeField = z.object({
  tag: z.string(),
  name: z.string(),
  type: z.string(),
  options: z.object({ choices: z.array(z.string()).optional() }).optional(),
});
const MergeFields = z.object({ merge_fields: z.array(MergeField) });

/** Merge fields belong to audiences; the connection's catalog is all of them, each tag once. */
export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const audiences = await loadAudiences(api);
  if (!audiences.ok) return audiences;
  const byTag = new Map<string, CatalogField>();
  for (let at = 0; at < audiences.value.length; at += AT_ONCE) {
    const loaded = await Promise.all(audiences.value.slice(at, at + AT_ONCE).map(({ id }) => mergeFieldsOf(api, id)));
    for (const fields of loaded) {
      if (!fields.ok) return fields;
      for (const field of fields.value) if (!byTag.has(field.key)) byTag.set(field.key, field);
    }
  }
  return { ok: true, value: [...OF_MEMBERS, ...byTag.values()] };
}

async function mergeFieldsOf(api: ProviderApi, list: string): Promise<Loaded<CatalogField[]>> {
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

function toCatalogField({ tag, name, type, options }: z.infer<typeof MergeField>): CatalogField {
  const format = FORMATS[type];
  const constraints = {
    ...(format === undefined ? {} : { format }),
    // Month and day, without a year.
    ...(type === "birthday" ? { pattern: "^\\d{2}/\\d{2}$" } : {}),
    ...(options?.choices === undefined ? {} : { allowed_values: options.choices }),
  };
  return {
    key: tag,
    type: TYPES[type] ?? "string",
    label: name,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    provider_meta: { type },
  };
}
