// JSON whose numbers keep their own text: `9007199254740993`, `1e400`, `10.50` and `-0` are other numbers, or none, in
// JavaScript. Free of zod, so that a page can use it.

declare global {
  interface JSON {
    /** A part of the language that the compiler's library lacks, and some browsers too. */
    rawJSON?: (text: string) => unknown;
  }
}

/** A number that JavaScript would not write as it came. As JSON and as text it is what came. */
export class ExactNumber {
  /** Private, so that no path leads into a number. */
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): unknown {
    return JSON.rawJSON?.(this.#text) ?? Number(this.#text);
  }
}

/** What any number has that JavaScript writes in another way; found in texts too, which costs nothing but time. */
const UNUSUAL = /\d\.\d|\d[eE]|-0|\d{16}/;

/** `JSON.parse` that keeps the text of numbers, as far as the engine tells it. */
export function parseExact(text: string): unknown {
  return UNUSUAL.test(text) ? JSON.parse(text, keepText) : JSON.parse(text);
}

function keepText(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined || String(value) === source) return value;
  return new ExactNumber(source);
}

/** A payload, which is an object: ingestion takes nothing else. */
export function parsePayload(text: string): Record<string, unknown> {
  const payload = parseExact(text);
  return isObject(payload) ? payload : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number | ExactNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** More digits of an exponent are beyond everything that is compared. */
const EXPONENT_DIGITS_MAX = 15;

/** The same number, however it is written: `1`, `1.0` and `10e-1`. */
export function isSameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [normalized(a), normalized(b)];
  return first !== undefined && first === second;
}

function normalized(text: string): string | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  const digits = trimZeros(whole + fraction);
  if (whole + fraction === "" || exponent.length > EXPONENT_DIGITS_MAX) return undefined;
  if (digits === "") return "0";
  const trailing = trailingZeros(whole + fraction);
  return `${sign === "-" ? "-" : ""}${digits}e${Number(exponent) - fraction.length + trailing}`;
}

function trailingZeros(digits: string): number {
  let count = 0;
  while (digits[digits.length - 1 - count] === "0") count += 1;
  return count;
}

function trimZeros(digits: string): string {
  let start = 0;
  while (digits[start] === "0") start += 1;
  return digits.slice(start, Math.max(start, digits.length - trailingZeros(digits)));
}

/** The number that a text names; an ExactNumber where JavaScript has no such number, undefined for what is none. */
export function exactNumber(text: string): number | ExactNumber | undefined {
  const number = Number(text);
  if (!DECIMAL.test(text) || !/\d/.test(text) || !Number.isFinite(number)) return undefined;
  if (isSameNumber(String(number), text)) return number;
  const unsigned = text.startsWith("+") ? text.slice(1) : text;
  return new ExactNumber(jsonNumber(unsigned));
}

/** JSON has neither `.5` nor `5.` nor `007`. */
function jsonNumber(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent] = DECIMAL.exec(text) ?? [];
  let start = 0;
  while (start < whole.length - 1 && whole[start] === "0") start += 1;
  const decimals = fraction === "" ? "" : `.${fraction}`;
  return `${sign}${whole.slice(start) || "0"}${decimals}${exponent === undefined ? "" : `e${exponent}`}`;
}
