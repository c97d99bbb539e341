import type { TimeRange } from "#lib/contracts/time-range.ts";

/** How a text names the period that it is about: `{range, select, hour {…} day {…} week {…} month {…} other {}}`. */
export const RANGE_UNITS: Record<TimeRange, "hour" | "day" | "week" | "month"> = {
  "1h": "hour",
  "24h": "day",
  "7d": "week",
  "30d": "month",
};
