import { isNumber } from "#lib/contracts/exact-json.ts";
import type { Loaded } from "../kit/fault.ts";
import { knownTypes } from "../kit/known-types.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import { customAttributeName, loadAttributes } from "./fields.ts";

type Values = Readonly<Record<string, unknown>>;

/** What the mapping made, as Intercom takes it: its own attributes apart, moments as seconds since 1970. */
export async function toContact({ api, memory, data }: ActionRun): Promise<Loaded<Values>> {
  const { own, custom } = split(data);
  const perhapsDates = Object.keys(custom).filter((name) => isMoment(custom[name]));
  const types = perhapsDates.length === 0 ? NONE : await knownTypes(memory, perhapsDates, () => loadTypes(api));
  if (!types.ok) return types;
  const attributes = mapValues(custom, (value, name) => (types.value.get(name) === "date" ? toSeconds(value) : value));
  const contact = mapValues(own, toOwn);
  const isEmpty = Object.keys(attributes).length === 0;
  return { ok: true, value: isEmpty ? contact : { ...contact, custom_attributes: attributes } };
}

function toOwn(value: unknown, key: string): unknown {
  if (key === "signed_up_at") return toSeconds(value);
  return key === "external_id" && typeof value === "number" ? String(value) : value;
}

const NONE: Loaded<ReadonlyMap<string, string>> = { ok: true, value: new Map() };

async function loadTypes(api: ActionRun["api"]): Promise<Loaded<ReadonlyMap<string, string>>> {
  const attributes = await loadAttributes(api);
  if (!attributes.ok) return attributes;
  return { ok: true, value: new Map(attributes.value.map(({ name, data_type: type }) => [name, type])) };
}

/** An attribute that the catalog does not know stands inside an object. */
function split({ custom_attributes: nested, ...data }: Values): { own: Values; custom: Values } {
  const inside = typeof nested === "object" && nested !== null && !isNumber(nested) ? Object.entries(nested) : [];
  const outside = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    const name = customAttributeName(key);
    return name === undefined ? [] : [[name, value]];
  });
  const own = Object.entries(data).filter(([key]) => customAttributeName(key) === undefined);
  return { own: Object.fromEntries(own), custom: Object.fromEntries([...inside, ...outside]) };
}

function mapValues(values: Values, change: (value: unknown, key: string) => unknown): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T|$)/;

function isMoment(value: unknown): value is string {
  return typeof value === "string" && MOMENT.test(value);
}

/** A day is its first moment in UTC. What is no moment stays, for Intercom to judge. */
function toSeconds(value: unknown): unknown {
  const ms = isMoment(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? value : Math.floor(ms / 1000);
}
