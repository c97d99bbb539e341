import { type DraftRow, type TransformType, fromConstant } from "#components/mappings/draft.ts";
import { TRANSFORM_WORDS } from "#components/mappings/mapping-words.ts";
import type { CatalogField, FieldType } from "#lib/contracts/field-catalogs.ts";

type Need = { what: string; by: TransformType; isMet: (value: unknown) => boolean };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const NEEDS: Partial<Record<FieldType, Need>> = {
  number: { what: "a number", by: "to_number", isMet: (value) => typeof value === "number" },
  boolean: { what: "true or false", by: "to_boolean", isMet: (value) => typeof value === "boolean" },
  date: { what: "a date", by: "to_date", isMet: (value) => typeof value === "string" && DATE.test(value) },
  datetime: {
    what: "a date and time",
    by: "to_datetime",
    isMet: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)) && !DATE.test(value),
  },
};

/**
 * What the destination may not like about the values of a row, in plain words. `value` is what the row gives for the
 * chosen event, undefined when that is not known.
 */
export function typeWarning(field: CatalogField | undefined, row: DraftRow, value: unknown): string | undefined {
  if (!field || row.from === "none") return undefined;
  const known = row.from === "literal" && row.transforms.length === 0 ? fromConstant(row.constant) : value;
  return listWarning(field, known) ?? needWarning(NEEDS[field.type], row, known);
}

const LISTED_MAX = 8;

function listWarning({ type, constraints }: CatalogField, value: unknown): string | undefined {
  const allowed = constraints?.allowed_values;
  if (type !== "enum" || !allowed || typeof value !== "string" || allowed.includes(value)) return undefined;
  const some = allowed.slice(0, LISTED_MAX).join(", ");
  return `“${value}” is not one of the values that this field accepts: ${some}${allowed.length > LISTED_MAX ? " …" : ""}`;
}

function needWarning(need: Need | undefined, { transforms }: DraftRow, value: unknown): string | undefined {
  if (!need || transforms.some(({ type }) => type === need.by) || isKnownGood(need, value)) return undefined;
  return `This field accepts ${need.what}. A value that cannot be converted is left out of the delivery; the step “${TRANSFORM_WORDS[need.by]}” shows which.`;
}

function isKnownGood({ isMet }: Need, value: unknown): boolean {
  return value === null || (value !== undefined && isMet(value));
}
