import { isNumber } from "#lib/contracts/exact-json.ts";
import type { CatalogField, FieldType } from "#lib/contracts/field-catalogs.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { cutText } from "#lib/server/runtime/text.ts";
import { fitText, kept, leftOut, type Fitted } from "./fit-text.ts";
import { toDay, toInstant } from "./instants.ts";
import { transform } from "./transform.ts";

/** `isLeftOut`: the field has no value now; otherwise a part of its value was kept. */
export type FitWarning = { dest: string; message: string; isLeftOut: boolean };

type Data = Readonly<Record<string, unknown>>;
/** `isComplete`: the destination takes nothing but these fields. */
export type KnownFields = { fields: readonly CatalogField[]; isComplete: boolean };

/**
 * What a mapping made, as the fields of the destination take it. A value of another type is converted, too long a text
 * is shortened, and what a field cannot take is left out: one bad value never costs the whole person. What is inside of
 * an object is the destination's to judge. Warnings never repeat a value, which not everybody may read.
 */
export function fitValues(
  data: Data,
  { fields, isComplete }: KnownFields,
): { data: Record<string, unknown>; warnings: FitWarning[] } {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const warnings: FitWarning[] = [];
  const entries: [string, unknown][] = [];
  for (const [dest, value] of Object.entries(data)) {
    const field = byKey.get(dest);
    const fitted = field === undefined ? unlisted(value, isComplete) : fitField(field, value);
    if (fitted.ok) entries.push([dest, fitted.value]);
    const message = fitted.ok ? fitted.note : fitted.problem;
    if (message !== undefined) warnings.push({ dest, message, isLeftOut: !fitted.ok });
  }
  return { data: Object.fromEntries(entries), warnings };
}

function unlisted(value: unknown, isComplete: boolean): Fitted {
  return isComplete ? leftOut("The connected account has no such field") : kept(value);
}

function fitField(field: CatalogField, value: unknown): Fitted {
  const { type, constraints = {} } = field;
  if (constraints.read_only === true) return leftOut("The destination does not allow this field to be written");
  if (isEmpty(value)) return emptied(field);
  // The action looks at it, and says why it stops.
  if (constraints.strict === true) return kept(value);
  const fitted = FITS[type](value, constraints);
  return fitted.ok && isEmpty(fitted.value) ? emptied(field) : fitted;
}

/** Nothing, blanks and an empty list are all no value. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function emptied({ constraints }: CatalogField): Fitted {
  if (constraints?.cleared_by === "null") return kept(null);
  if (constraints?.cleared_by === "empty_text") return kept("");
  return leftOut("The value is empty, so the field keeps what it has");
}

type Constraints = NonNullable<CatalogField["constraints"]>;
type Fit = (value: unknown, constraints: Constraints) => Fitted;

const asItIs: Fit = (value) => kept(value);

const FITS: Readonly<Record<FieldType, Fit>> = {
  string: (value, constraints) => fitText(toText(value), constraints),
  number: fitNumber,
  boolean: (value) => converted(value, "to_boolean", "neither true nor false"),
  date: (value) => orLeftOut(toDay(toEpochNumber(value)), "The value is not a date"),
  datetime: (value) => orLeftOut(toInstant(toEpochNumber(value))?.toISOString(), "The value is not a date and time"),
  enum: fitChoice,
  multi_enum: fitChoices,
  object: fitObject,
  array: (value, constraints) => fitList(value, constraints),
  json: asItIs,
  unknown: asItIs,
};

/** A number that keeps its own text is no object. */
function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isNumber(value);
}

/** Lists of plain values read as lists do. */
function toText(value: unknown): string {
  const isPlain = Array.isArray(value) && value.every((item) => !isNested(item));
  return isPlain ? value.map(asText).join(", ") : asText(value);
}

function converted(value: unknown, type: "to_number" | "to_boolean", what: string): Fitted {
  const result = transform(value, { type });
  return result.ok ? kept(result.value) : leftOut(`The value is ${what}`);
}

function orLeftOut(value: string | undefined, problem: string): Fitted {
  return value === undefined ? leftOut(problem) : kept(value);
}

function fitNumber(value: unknown, { integer: isWhole, min = -Infinity, max = Infinity }: Constraints): Fitted {
  const fitted = converted(value, "to_number", "not a number");
  if (!fitted.ok || !isNumber(fitted.value)) return fitted;
  const number = Number(asText(fitted.value));
  if (!Number.isFinite(number)) return leftOut("The number is too large to be sent");
  if (isWhole === true && !Number.isSafeInteger(number)) return leftOut("The value is not a whole number");
  if (number >= min && number <= max) return fitted;
  return leftOut("The number is outside the range that this field accepts");
}

const SECONDS_OR_MS = /^\d{10}(\d{3})?$/;

/** Seconds or milliseconds since 1970 are numbers, also where they come as text. */
function toEpochNumber(value: unknown): unknown {
  return typeof value === "string" && SECONDS_OR_MS.test(value.trim()) ? Number(value) : value;
}

/** Without a list of choices any text is one. */
function fitChoice(value: unknown, constraints: Constraints): Fitted {
  return chosenFrom(choiceFinder(constraints.allowed_values), value, constraints);
}

type ChoiceFinder = ((text: string) => string | undefined) | undefined;

/** The choice itself, or the only one that differs in nothing but upper and lower case. */
function choiceFinder(allowed: readonly string[] | undefined): ChoiceFinder {
  if (allowed === undefined) return undefined;
  const exact = new Set(allowed);
  const alike = Map.groupBy(allowed, (choice) => choice.toLowerCase());
  return (text) => {
    if (exact.has(text)) return text;
    const [only, ...others] = alike.get(text.toLowerCase()) ?? [];
    return others.length === 0 ? only : undefined;
  };
}

function chosenFrom(find: ChoiceFinder, value: unknown, constraints: Constraints): Fitted {
  const isOpen = find === undefined || constraints.allows_others === true;
  const text = toText(value).trim();
  const choice = find?.(text);
  if (choice !== undefined) return kept(choice);
  return isOpen ? fitText(text, constraints) : leftOut("The value is not one of the choices of this field");
}

const BETWEEN_CHOICES = /[;,|]/;

function fitChoices(value: unknown, constraints: Constraints): Fitted {
  const find = choiceFinder(constraints.allowed_values);
  const items = Array.isArray(value) ? value : choicesIn(asText(value), find);
  const fitted = items.map((item) => (isEmpty(item) ? undefined : chosenFrom(find, item, constraints)));
  const chosen = fitted.flatMap((choice) => (choice?.ok === true ? [choice.value] : []));
  if (chosen.length === 0) return leftOut("None of the values is one of the choices of this field");
  const lost = items.length - chosen.length;
  const note = lost === 0 ? undefined : `${lost} of ${items.length} values are not among the choices of this field`;
  return kept([...new Set(chosen)], note);
}

function choicesIn(text: string, find: ChoiceFinder): string[] {
  if (find?.(text.trim()) !== undefined) return [text];
  return text.split(BETWEEN_CHOICES).filter((part) => part.trim() !== "");
}

function fitObject(value: unknown, { value_key: key, required_keys: needed = [] }: Constraints): Fitted {
  if (key !== undefined && !isNested(value)) return kept({ [key]: value });
  if (!isNested(value) || Array.isArray(value)) return leftOut("The value is not an object");
  const parts = new Map<string, unknown>(Object.entries(value));
  const missing = needed.filter((name) => isEmpty(parts.get(name)));
  return missing.length === 0 ? kept(value) : leftOut(`The value lacks ${missing.join(", ")}`);
}

function fitList(value: unknown, { max_length: max = Infinity }: Constraints): Fitted {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.filter((item) => !isEmpty(item)).map((item) => cutText(asText(item), max));
  return texts.length === 0 ? leftOut("The value has no entries") : kept(texts);
}
