import type { TimeRange } from "#lib/contracts/time-range.ts";

const UNITS = { "1h": "hour", "24h": "day", "7d": "week", "30d": "month" } as const satisfies Record<TimeRange, string>;

export type RangeUnit = (typeof UNITS)[TimeRange] | "own";

/** How a text names the period that it is about: `{range, select, hour {…} day {…} week {…} month {…} other {…}}`. */
export function rangeUnit(range: TimeRange | undefined): RangeUnit {
  return range === undefined ? "own" : UNITS[range];
}
