import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { cutText } from "#lib/server/runtime/text.ts";
import { toDay, toInstant } from "./instants.ts";

/** A value as a field takes it, with a note when not all of it was kept; or why there is none. Sentences without a stop. */
export type Fitted = { ok: true; value: unknown; note?: string | undefined } | { ok: false; problem: string };

export function kept(value: unknown, note?: string): Fitted {
  return { ok: true, value, note };
}

export function leftOut(problem: string): Fitted {
  return { ok: false, problem };
}

type Constraints = NonNullable<CatalogField["constraints"]>;
type Format = NonNullable<Constraints["format"]>;

/** A text that is not empty, within the format and length of its field. */
export function fitText(text: string, constraints: Constraints): Fitted {
  // The address that a person is found by is the action's to judge, which says why it stops.
  if (constraints.format === "email" && constraints.required === true) return kept(text);
  const formatted = inFormat(text, constraints.format);
  if (formatted === undefined) return leftOut(`The value is not ${FORMATS[constraints.format ?? "unknown"].name}`);
  if (constraints.pattern !== undefined && !new RegExp(constraints.pattern, "u").test(formatted)) {
    return leftOut("The value does not have the format of this field");
  }
  return inLength(formatted, constraints);
}

const FORMATS: Readonly<Record<Format, { name: string; toFormat: (text: string) => string | undefined }>> = {
  email: { name: "an email address", toFormat: matching(/^[^\s@]+@[^\s@]+$/) },
  phone: { name: "a phone number", toFormat: matching(/\d/) },
  url: { name: "a web address", toFormat: (text) => (isUrl(text.trim()) ? text.trim() : undefined) },
  uuid: { name: "a UUID", toFormat: matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i) },
  date: { name: "a date", toFormat: (text) => toDay(text) },
  datetime: { name: "a date and time", toFormat: (text) => toInstant(text)?.toISOString() },
  unknown: { name: "a text", toFormat: (text) => text },
};

function inFormat(text: string, format: Format | undefined): string | undefined {
  return format === undefined ? text : FORMATS[format].toFormat(text);
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text.trim()) ? text.trim() : undefined);
}

/** People leave `https://` out. */
function isUrl(text: string): boolean {
  return !/\s/.test(text) && (URL.canParse(text) || URL.canParse(`https://${text}`));
}

/** A part of an address or of a number leads to somebody else. */
const WHOLE: ReadonlySet<Format> = new Set(["email", "phone", "url", "uuid", "date", "datetime"]);

function inLength(text: string, { format, pattern, max_length: max = Infinity, min_length: min = 0 }: Constraints) {
  if (text.length < min) return leftOut(`The value has fewer than ${min} characters`);
  if (text.length <= max) return kept(text);
  const isWhole = pattern !== undefined || (format !== undefined && WHOLE.has(format));
  if (isWhole) return leftOut(`The value has more than the ${max} characters that this field accepts`);
  return kept(cutText(text, max), `Shortened to the ${max} characters that this field accepts`);
}
