import { type DraftRow, type TransformType, fromConstant } from "#components/mappings/draft.ts";
import type { CatalogField, FieldType } from "#lib/contracts/field-catalogs.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import type { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof mappingsTexts>;
type Words = { t: Translate; formats: Formats };
type Need = { by: TransformType; isMet: (value: unknown) => boolean };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const NEEDS: Partial<Record<FieldType, Need>> = {
  number: { by: "to_number", isMet: (value) => typeof value === "number" },
  boolean: { by: "to_boolean", isMet: (value) => typeof value === "boolean" },
  date: { by: "to_date", isMet: (value) => typeof value === "string" && DATE.test(value) },
  datetime: {
    by: "to_datetime",
    isMet: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)) && !DATE.test(value),
  },
};

/**
 * What the destination may not like about the values of a row, in plain words. `value` is what the row gives for the
 * chosen event, undefined when that is not known.
 */
export function typeWarning(
  field: CatalogField | undefined,
  row: DraftRow,
  value: unknown,
  words: Words,
): string | undefined {
  if (!field || row.from === "none") return undefined;
  const known = row.from === "literal" && row.transforms.length === 0 ? fromConstant(row.constant) : value;
  return listWarning(field, known, words) ?? needWarning(field, row, known, words.t);
}

const LISTED_MAX = 8;

function listWarning({ type, constraints }: CatalogField, value: unknown, { t, formats }: Words): string | undefined {
  const allowed = constraints?.allowed_values;
  if (type !== "enum" || !allowed || typeof value !== "string" || allowed.includes(value)) return undefined;
  const values = formats.list(allowed.slice(0, LISTED_MAX));
  return t(allowed.length > LISTED_MAX ? "warning.list.more" : "warning.list", { value, values });
}

function needWarning(
  { type }: CatalogField,
  { transforms }: DraftRow,
  value: unknown,
  t: Translate,
): string | undefined {
  const need = NEEDS[type];
  if (!need || transforms.some((transform) => transform.type === need.by) || isKnownGood(need, value)) return undefined;
  return t("warning.type", { type, step: t(`step.${need.by}`) });
}

function isKnownGood({ isMet }: Need, value: unknown): boolean {
  return value === null || (value !== undefined && isMet(value));
}
