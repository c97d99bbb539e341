import { z } from "zod";

/**
 * The value without every key that is null where its schema lets it be left out: null means absent, wherever it has no
 * meaning of its own (such as to clear a filter). What the schema does not look into stays untouched.
 */
export function withoutNulls(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = unwrap(schema);
  if (Array.isArray(value)) {
    return inner instanceof z.ZodArray ? value.map((item: unknown) => withoutNulls(inner.element, item)) : value;
  }
  if (!(inner instanceof z.ZodObject) || typeof value !== "object" || value === null) return value;
  const fields = new Map(Object.entries<z.core.$ZodType>(inner.shape));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
      const field = fields.get(key);
      if (field === undefined) return [[key, item]];
      return item === null && isAbsence(field) ? [] : [[key, withoutNulls(field, item)]];
    }),
  );
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
  const known = absences.get(field);
  if (known !== undefined) return known;
  const accepts = (value: null | undefined) => z.safeParse(field, value).success;
  const found = accepts(undefined) && !accepts(null);
  absences.set(field, found);
  return found;
}
