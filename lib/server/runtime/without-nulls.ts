import { z } from "zod";

/**
 * The value without every key that is null where its schema lets it be left out: null means absent, wherever it has no
 * meaning of its own (such as to clear a filter). What the schema does not look into stays untouched; what has nothing
 * to leave out is not copied.
 */
export function withoutNulls(schema: z.core.$ZodType, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { element, fields } = schemaParts(schema);
  if (Array.isArray(value)) return element === undefined ? value : withoutNullsInside(element, value);
  if (fields === undefined) return value;
  let result = value;
  for (const [key, item] of Object.entries(value)) {
    const field = fields.get(key);
    if (field === undefined) continue;
    if (item === null && isAbsence(field)) {
      result = result === value ? { ...value } : result;
      Reflect.deleteProperty(result, key);
      continue;
    }
    const kept = withoutNulls(field, item);
    if (kept !== item) result = { ...result, [key]: kept };
  }
  return result;
}

function withoutNullsInside(element: z.core.$ZodType, value: readonly unknown[]): readonly unknown[] {
  const kept = value.map((item) => withoutNulls(element, item));
  return kept.some((item, index) => item !== value[index]) ? kept : value;
}

type Parts = { element?: z.core.$ZodType; fields?: ReadonlyMap<string, z.core.$ZodType> };

const known = new WeakMap<z.core.$ZodType, Parts>();

/** What a schema says of the inside of an array or an object. */
function schemaParts(schema: z.core.$ZodType): Parts {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const inner = unwrap(schema);
  const parts: Parts = {
    ...(inner instanceof z.ZodArray ? { element: inner.element } : {}),
    ...(inner instanceof z.ZodObject ? { fields: new Map(Object.entries<z.core.$ZodType>(inner.shape)) } : {}),
  };
  known.set(schema, parts);
  return parts;
}

/** What a value is checked against in the end, below what only says that it may be missing. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return schema;
}

const absences = new WeakMap<z.core.$ZodType, boolean>();

/** Whether null says nothing here that leaving the key out does not say. */
function isAbsence(field: z.core.$ZodType): boolean {
  const before = absences.get(field);
  if (before !== undefined) return before;
  const accepts = (value: null | undefined) => z.safeParse(field, value).success;
  const found = accepts(undefined) && !accepts(null);
  absences.set(field, found);
  return found;
}
