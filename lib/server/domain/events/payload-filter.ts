import { sql, type SQL } from "drizzle-orm";
import { isNumber, isSameNumber, parsePayload } from "#lib/contracts/exact-json.ts";
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
