import { and, or, sql, type SQL } from "drizzle-orm";
import { ExactNumber, isNumber, isSameNumber, parsePayload } from "#lib/contracts/exact-json.ts";
import { readPath } from "#lib/contracts/render-text.ts";
import { events } from "#lib/server/db/schema/events.ts";

export type PayloadMatcher = {
  /** Whether the stored text can match at all: a cheap test in the database that never misses. */
  mayMatch: SQL<boolean>;
  /** `payload` is JSON text. */
  matches(payload: string): boolean;
};

const stored = sql`${events.payload}::text`;
const contains = (text: string) => sql`strpos(${stored}, ${text}) > 0`;

/** JSON can write any character as an escape. */
const ESCAPED = contains("\\");
/** JSON can write a number with an exponent, or with zeros at its end. */
const NUMBER_WRITTEN_OTHERWISE = sql`${stored} ~ '[0-9][eE]|[.][0-9]*0[^0-9]|-0'`;

/** Payloads for which all of these hold. */
export function allOf(matchers: readonly PayloadMatcher[]): PayloadMatcher {
  return {
    mayMatch: sql<boolean>`(${and(sql`true`, ...matchers.map(({ mayMatch }) => mayMatch))})`,
    matches: (payload) => matchers.every((matcher) => matcher.matches(payload)),
  };
}

/** From `path:value`. The path means what it means in a template. */
export function payloadMatcher(filter: string): PayloadMatcher {
  const colon = filter.indexOf(":");
  const path = filter.slice(0, colon);
  const value = filter.slice(colon + 1);
  const isNumeric = NUMBER.test(value);
  const tests = [contains(JSON.stringify(value).slice(1, -1)), ESCAPED];
  if (isNumeric) tests.push(contains(String(Number(value))), NUMBER_WRITTEN_OTHERWISE);
  if (isNumeric && WRITTEN_OTHERWISE.test(value)) tests.push(sql`true`);
  return {
    mayMatch: sql<boolean>`(${sql.join(tests, sql` or `)})`,
    matches: (payload) => {
      const found = readPath(parsePayload(payload), path);
      if (isNumber(found)) return isNumeric && isSameNumber(String(found), value);
      return typeof found === "boolean" ? String(found) === value : found === value;
    },
  };
}

/** A search that is itself written so may mean any other spelling. */
const WRITTEN_OTHERWISE = /[eE]|\.\d*0$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The same in the database and here: only ASCII has one idea of upper and lower case. */
const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** An address anywhere in the texts, in any case: "Ann <ann@example.com>" has it, "joann@example.com" does not. */
export function emailMatcher(address: string): PayloadMatcher {
  const wanted = lowerAscii(address);
  const found = sql`strpos(lower(${stored} collate "C"), ${JSON.stringify(wanted).slice(1, -1)}) > 0`;
  return {
    mayMatch: sql<boolean>`(${or(found, ESCAPED)})`,
    matches: (payload) => hasText(parsePayload(payload), (text) => hasAddress(lowerAscii(text), wanted)),
  };
}

function hasText(value: unknown, isWanted: (text: string) => boolean): boolean {
  if (typeof value === "string") return isWanted(value);
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return false;
  return Object.values(value).some((inside) => hasText(inside, isWanted));
}

/** What would make it the end of a longer address, or the beginning of one. */
const GOES_ON_BEFORE = /[\p{L}\p{N}._%+-]$/u;
const GOES_ON_AFTER = /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u;

function hasAddress(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + address.length, at + address.length + 3);
    if (!GOES_ON_BEFORE.test(before) && !GOES_ON_AFTER.test(after)) return true;
  }
  return false;
}
