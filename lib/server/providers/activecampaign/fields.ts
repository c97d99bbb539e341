import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { loadAll, Meta } from "./api.ts";

const Lists = z
  .object({ lists: z.array(z.object({ id: Id, name: z.string() })), meta: Meta })
  .transform(({ lists, meta }) => ({ items: lists, count: lists.length, total: meta?.total }));

export function loadLists(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  return loadAll(api, "/lists", Lists);
}

/** Tags of templates and such are of no use here. */
const ContactTags = z
  .object({ tags: z.array(z.object({ id: Id, tag: z.string(), tagType: z.string() })), meta: Meta })
  .transform(({ tags, meta }) => ({
    items: tags.filter(({ tagType }) => tagType === "contact").map(({ id, tag }) => ({ id, name: tag })),
    count: tags.length,
    total: meta?.total,
  }));

export function loadTags(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  return loadAll(api, "/tags", ContactTags);
}

export const FIXED_FIELDS: readonly CatalogField[] = [
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email", required: true } },
  { key: "firstName", type: "string", label: "First name", constraints: { cleared_by: "empty_text" } },
  { key: "lastName", type: "string", label: "Last name", constraints: { cleared_by: "empty_text" } },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone", cleared_by: "empty_text" } },
];

const Field = z.object({ id: Id, title: z.string(), type: z.string(), perstag: z.string(), isrequired: z.string() });
const Option = z.object({ field: Id, value: z.string() });

/** The choices of a page's fields stand beside them. */
const Fields = z
  .object({ fields: z.array(Field), fieldOptions: z.array(Option).optional(), meta: Meta })
  .transform(({ fields, fieldOptions = [], meta }) => ({
    items: fields.map((field) => toCatalogField(field, fieldOptions)),
    count: fields.length,
    total: meta?.total,
  }));

export async function loadFields(api: ProviderApi): Promise<Loaded<CatalogField[]>> {
  const own = await loadAll(api, "/fields", Fields);
  return own.ok ? { ok: true, value: [...FIXED_FIELDS, ...own.value] } : own;
}

const KEY_PREFIX = "field_";

/** By its id, which outlives a change of its title or tag. */
export function customFieldId(key: string): string | undefined {
  return key.startsWith(KEY_PREFIX) ? key.slice(KEY_PREFIX.length) : undefined;
}

const TYPES: Readonly<Record<string, CatalogField["type"]>> = {
  text: "string",
  textarea: "string",
  hidden: "string",
  date: "date",
  datetime: "datetime",
  dropdown: "enum",
  radio: "enum",
  multiselect: "multi_enum",
  listbox: "multi_enum",
  checkbox: "multi_enum",
  number: "number",
  currency: "number",
};

function toCatalogField(
  { id, title, type, perstag, isrequired }: z.infer<typeof Field>,
  options: readonly z.infer<typeof Option>[],
): CatalogField {
  const values = options.filter(({ field }) => field === id).map(({ value }) => value);
  const constraints = {
    ...(isrequired === "1" ? { required: true } : { cleared_by: "empty_text" as const }),
    ...(values.length === 0 ? {} : { allowed_values: values }),
  };
  return {
    key: KEY_PREFIX + id,
    type: TYPES[type] ?? "unknown",
    label: title,
    constraints,
    provider_meta: { id, type, perstag },
  };
}
