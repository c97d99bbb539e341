import { exactNumber, isNumber, type ExactNumber } from "#lib/contracts/exact-json.ts";
import type { MappingTransform } from "#lib/contracts/mappings.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { toDay, toInstant } from "./instants.ts";

export type Transformed = { ok: true; value: unknown } | { ok: false; problem: string };

const done = (value: unknown): Transformed => ({ ok: true, value });
const failed = (problem: string): Transformed => ({ ok: false, problem });
const orFailed = (value: unknown, problem: string) => (value === undefined ? failed(problem) : done(value));

/** Nothing at all passes every transform as it is but `default`, which is made for it. */
export function transform(value: unknown, by: MappingTransform): Transformed {
  const isNothing = value === undefined || value === null;
  if (by.type === "default") return done(isNothing || value === "" ? by.value : value);
  return isNothing ? done(value) : convert(value, by);
}

function convert(value: unknown, by: Exclude<MappingTransform, { type: "default" }>): Transformed {
  switch (by.type) {
    case "to_string":
      return done(asText(value));
    case "to_number":
      return orFailed(toNumber(value), "is not a number");
    case "to_boolean":
      return orFailed(toBoolean(value), "is neither true nor false");
    case "to_date":
      return orFailed(toDay(value, by.timezone), "is not a date");
    case "to_datetime":
      return orFailed(toInstant(value, by.timezone)?.toISOString(), "is not a date and time");
    case "trim":
      return edited(value, (text) => text.trim());
    case "lower":
      return edited(value, (text) => text.toLowerCase());
    case "upper":
      return edited(value, (text) => text.toUpperCase());
    case "substring":
      return edited(value, (text) => cut(text, by));
  }
}

function edited(value: unknown, edit: (text: string) => string): Transformed {
  return isScalar(value) ? done(edit(asText(value))) : failed("is not text");
}

/** By whole characters: half a surrogate pair is no text that anybody could store. */
function cut(text: string, { start, length }: { start: number; length?: number | undefined }): string {
  const from = offsetAfter(text, 0, start);
  return text.slice(from, length === undefined ? undefined : offsetAfter(text, from, length));
}

/** Where in the text so many characters from here end. */
function offsetAfter(text: string, from: number, characters: number): number {
  let at = from;
  for (let count = 0; count < characters && at < text.length; count += 1) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

function isScalar(value: unknown): value is string | number | ExactNumber | boolean {
  return typeof value === "string" || typeof value === "boolean" || isNumber(value);
}

/** A number stays as it was written; a text becomes the number that it names, digit by digit. */
function toNumber(value: unknown): number | ExactNumber | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return exactNumber(value.trim());
  return isNumber(value) ? value : undefined;
}

const TRUE = new Set(["true", "yes", "y", "on", "1"]);
const FALSE = new Set(["false", "no", "n", "off", "0"]);

function toBoolean(value: unknown): boolean | undefined {
  if (!isScalar(value)) return undefined;
  const text = isNumber(value) ? String(Number(asText(value))) : asText(value).trim().toLowerCase();
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}
