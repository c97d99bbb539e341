import { exactNumber, isNumber, type ExactNumber } from "#lib/contracts/exact-json.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { loaded, refused, type Loaded, type Refused } from "../kit/fault.ts";
import { knownTypes } from "../kit/known-types.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import { loadPersonFields } from "./fields.ts";

type Values = Readonly<Record<string, unknown>>;

/** Pipedrive's own fields stand at the top; it refuses numbers that are texts. */
const OWN: Readonly<Record<string, string>> = {
  name: "varchar",
  org_id: "int",
  owner_id: "int",
  visible_to: "int",
  marketing_status: "varchar",
};

/** In no write of version 2, and perhaps still in a mapping that was made when they were offered. */
const UNWRITABLE: ReadonlySet<string> = new Set(["job_title", "birthday"]);

/** What a person gets written, without the lists of addresses and numbers: every value as its field takes it. */
export async function toFields(
  { api, memory }: Pick<ActionRun, "api" | "memory">,
  data: Values,
): Promise<Loaded<Values>> {
  const { email: _, phone: __, ...mapped } = data;
  const fields = Object.fromEntries(Object.entries(mapped).filter(([key]) => !UNWRITABLE.has(key)));
  const custom = Object.keys(fields).filter((key) => !Object.hasOwn(OWN, key));
  const types = custom.length === 0 ? NONE : await knownTypes(memory, custom, () => loadTypes(api));
  if (!types.ok) return types;
  const own: [string, unknown][] = [];
  const others: [string, unknown][] = [];
  for (const [key, value] of Object.entries(fields)) {
    const isOwn = Object.hasOwn(OWN, key);
    const written = fieldValue(key, isOwn ? OWN[key] : types.value.get(key), value);
    if (!written.ok) return written;
    (isOwn ? own : others).push([key, written.value]);
  }
  const customFields = others.length === 0 ? {} : { custom_fields: Object.fromEntries(others) };
  return loaded({ ...Object.fromEntries(own), ...customFields });
}

const NONE = loaded<ReadonlyMap<string, string>>(new Map());

async function loadTypes(api: ActionRun["api"]): Promise<Loaded<ReadonlyMap<string, string>>> {
  const fields = await loadPersonFields(api);
  return fields.ok ? loaded(new Map(fields.value.map((field) => [field.field_code, field.field_type]))) : fields;
}

const TEXTS = new Set(["varchar", "varchar_auto", "text", "phone", "time", "date"]);
const IDS = new Set(["enum", "int", "org", "user", "people"]);
const PARTS = new Set(["monetary", "address", "daterange", "timerange"]);

/** An explicit null clears a field; so does choosing nothing, because an empty list is refused. */
export function fieldValue(key: string, type: string | undefined, value: unknown): Loaded<unknown> {
  if (value === null || type === undefined) return loaded(value);
  if (TEXTS.has(type)) return loaded(asText(value));
  if (PARTS.has(type)) return loaded(typeof value === "object" && !isNumber(value) ? value : { value });
  if (type === "set") return toIds(key, value);
  if (IDS.has(type)) return toId(key, value, "a whole number, the id of what is chosen");
  return type === "double" ? toNumber(key, value) : loaded(value);
}

function toIds(key: string, value: unknown): Loaded<number[] | null> {
  const chosen = Array.isArray(value)
    ? value
    : asText(value)
        .split(",")
        .filter((text) => text.trim() !== "");
  const ids: number[] = [];
  for (const item of chosen) {
    const id = toId(key, item, "the ids of what is chosen");
    if (!id.ok) return id;
    if (!ids.includes(id.value)) ids.push(id.value);
  }
  return loaded(ids.length === 0 ? null : ids);
}

function toId(key: string, value: unknown, wanted: string): Loaded<number> {
  const text = asText(value).trim();
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(number) ? loaded(number) : refusedValue(key, text, wanted);
}

function toNumber(key: string, value: unknown): Loaded<number | ExactNumber> {
  const text = asText(value).trim();
  const number = exactNumber(text);
  return number === undefined ? refusedValue(key, text, "a number") : loaded(number);
}

function refusedValue(key: string, text: string, wanted: string): Refused {
  return refused("mapping", `Pipedrive takes ${wanted} for ${key}, not ${text}`);
}
