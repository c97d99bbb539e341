import type { MappingField, MappingSchema, MappingSource } from "../../contracts/mappings.ts";
import { readPath } from "../../contracts/render-text.ts";
import { transform, type Transformed } from "./transform.ts";
import { toObject, writeDest } from "./write-dest.ts";

export type MappingProblem = { dest: string; message: string };

export type MappedPayload =
  | { ok: true; data: Record<string, unknown>; warnings: MappingProblem[] }
  /** A field with `fail_action` has no value: nothing is delivered. */
  | { ok: false; problem: MappingProblem };

export type MappedField = { dest: string; value: unknown } | MappingProblem;

/** What each field of a mapping makes of a payload, in its order: a value, or why there is none. An explicit null is a value. */
export function mapFields({ fields }: MappingSchema, payload: Readonly<Record<string, unknown>>): MappedField[] {
  return fields.map((field) => {
    const { dest } = field;
    const result = valueOf(field, payload);
    return result.ok ? { dest, value: result.value } : { dest, message: `${describe(field.source)} ${result.problem}` };
  });
}

/**
 * What a payload becomes for a destination. `keys` are the destination's fields: a dotted `dest` that is none of them
 * leads into an object. A field whose value is missing or cannot be made is left out (`skip_field`), left out with a
 * warning (`warn_action`), or stops the delivery (`fail_action`).
 */
export function applyMapping(
  schema: MappingSchema,
  payload: Readonly<Record<string, unknown>>,
  keys: ReadonlySet<string>,
): MappedPayload {
  const data = new Map<string, unknown>();
  const warnings: MappingProblem[] = [];
  for (const [index, mapped] of mapFields(schema, payload).entries()) {
    const { on_error } = schema.fields[index] ?? {};
    if (!("message" in mapped)) writeDest(data, mapped.dest, mapped.value, keys);
    else if (on_error === "fail_action") return { ok: false, problem: mapped };
    else if (on_error === "warn_action") warnings.push(mapped);
  }
  return { ok: true, data: toObject(data), warnings };
}

function valueOf({ source, transforms = [] }: MappingField, payload: Readonly<Record<string, unknown>>): Transformed {
  let value = source.type === "literal" ? source.value : readPath(payload, source.value);
  for (const by of transforms) {
    const result = transform(value, by);
    if (!result.ok) return result;
    ({ value } = result);
  }
  return value === undefined ? { ok: false, problem: "is not in the payload" } : { ok: true, value };
}

function describe(source: MappingSource): string {
  return source.type === "path" ? `The value of ${source.value}` : "The given value";
}
