import { sql, type SQL } from "drizzle-orm";
import { events } from "../db/schema/events.ts";

export type PayloadMatcher = {
  /** Whether the stored text can match at all: a cheap test in the database that never misses. */
  mayMatch: SQL<boolean>;
  matches(payload: unknown): boolean;
};

/** From `path:value`. Payloads are stored as `JSON.stringify` wrote them, so a text is found as it would write it. */
export function payloadMatcher(filter: string): PayloadMatcher {
  const colon = filter.indexOf(":");
  const path = filter.slice(0, colon).split(".");
  const value = filter.slice(colon + 1);
  const number = numberOf(value);
  const texts = [JSON.stringify(value).slice(1, -1), ...(number === undefined ? [] : [JSON.stringify(number)])];
  const tests = texts.map((text) => sql`strpos(${events.payload}::text, ${text}) > 0`);
  return {
    mayMatch: sql<boolean>`(${sql.join(tests, sql` or `)})`,
    matches: (payload) => {
      const found = valueAt(payload, path);
      if (typeof found === "number") return found === number;
      return typeof found === "boolean" ? String(found) === value : found === value;
    },
  };
}

function numberOf(text: string): number | undefined {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function valueAt(payload: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return Object.entries(value).find(([name]) => name === key)?.[1];
  }, payload);
}
