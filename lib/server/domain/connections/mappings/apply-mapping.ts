import type { MappingField, MappingSchema, MappingSource } from "#lib/contracts/mappings.ts";
import { readPath } from "#lib/contracts/render-text.ts";
import type { Spend, WorkBudget } from "#lib/server/runtime/work-budget.ts";
import { transform, type Transformed } from "./transform.ts";

/** What a mapping can make of one payload, as JSON: a request to a destination has at most as much. */
const OUTPUT_BYTES_MAX = 1024 * 1024;

export type MappingProblem = { dest: string; message: string };

/** What a field of the mapping made: a value, or why there is none. An explicit null is a value. */
export type MappedField = { dest: string; value: unknown } | MappingProblem;

export type MappedPayload =
  | { ok: true; data: Record<string, unknown>; warnings: MappingProblem[]; fields: MappedField[] }
  /** A field with `fail_action` has no value: nothing is delivered. */
  | { ok: false; problem: MappingProblem; fields: MappedField[] }
  /** The mapping makes more of this payload than a delivery can carry, or takes too long. */
  | { ok: false; tooMuch: string };

/**
 * What a payload becomes for a destination. `keys` are the destination's fields: a dotted `dest` that is none of them
 * leads into an object. A field whose value is missing or cannot be made is left out (`skip_field`), left out with a
 * warning (`warn_action`), or stops the delivery (`fail_action`).
 */
export function applyMapping(
  schema: MappingSchema,
  payload: Readonly<Record<string, unknown>>,
  keys: ReadonlySet<string>,
  budget: WorkBudget,
): MappedPayload {
  return budget.run((spend) => {
    const fields = mapFields(schema, payload, spend);
    return typeof fields === "string" ? { ok: false, tooMuch: fields } : collect(schema, fields, keys);
  });
}

/** What each field makes, in their order, or a sentence when that is too much. */
function mapFields(
  { fields }: MappingSchema,
  payload: Readonly<Record<string, unknown>>,
  spend: Spend,
): MappedField[] | string {
  const mapped: MappedField[] = [];
  let bytes = 0;
  for (const field of fields) {
    const result = computeValue(field, payload, spend);
    if (result === "too much") return TOO_SLOW;
    const { dest } = field;
    if (result.ok) bytes += dest.length + Buffer.byteLength(JSON.stringify(result.value));
    if (bytes > OUTPUT_BYTES_MAX) return TOO_LARGE;
    mapped.push(
      result.ok ? { dest, value: result.value } : { dest, message: `${describe(field.source)} ${result.problem}` },
    );
  }
  return mapped;
}

const TOO_SLOW = "The mapping takes too long for this payload: use fewer transforms, or map smaller values";
const TOO_LARGE = "The mapping makes more than 1 MiB of this payload: map fewer or smaller values";

function collect(schema: MappingSchema, fields: MappedField[], keys: ReadonlySet<string>): MappedPayload {
  const data = new Map<string, unknown>();
  const warnings: MappingProblem[] = [];
  for (const [index, mapped] of fields.entries()) {
    const { on_error } = schema.fields[index] ?? {};
    if (!("message" in mapped)) writeDest(data, mapped.dest, mapped.value, keys);
    else if (on_error === "fail_action") return { ok: false, problem: mapped, fields };
    else if (on_error === "warn_action") warnings.push(mapped);
  }
  return { ok: true, data: toObject(data), warnings, fields };
}

function computeValue(
  { source, transforms = [] }: MappingField,
  payload: Readonly<Record<string, unknown>>,
  spend: Spend,
): Transformed | "too much" {
  let value = source.type === "literal" ? source.value : readPath(payload, source.value);
  if (!spend(1)) return "too much";
  for (const by of transforms) {
    if (!spend(sizeOf(value))) return "too much";
    const result = transform(value, by);
    if (!result.ok) return result;
    ({ value } = result);
  }
  return value === undefined ? { ok: false, problem: "is not in the payload" } : { ok: true, value };
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? value.length : 1;
}

function describe(source: MappingSource): string {
  return source.type === "path" ? `The value of ${source.value}` : "The given value";
}

/**
 * Puts a value where a mapping wants it: at the key itself when the destination has a field of that very name, else
 * inside objects that are made on the way. What stands in the way is replaced, as every later field replaces.
 */
export function writeDest(data: Map<string, unknown>, dest: string, value: unknown, keys: ReadonlySet<string>): void {
  const segments = keys.has(dest) ? [dest] : dest.split(".");
  const last = segments.pop() ?? dest;
  const target = segments.reduce(descend, data);
  target.set(last, value);
}

/** Maps and not objects, so that a field called `__proto__` is a field. */
function descend(parent: Map<string, unknown>, segment: string): Map<string, unknown> {
  const found = parent.get(segment);
  if (found instanceof Map) return found;
  const made = new Map<string, unknown>();
  parent.set(segment, made);
  return made;
}

export function toObject(data: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...data].map(([key, value]) => [key, value instanceof Map ? toObject(value) : value]));
}
