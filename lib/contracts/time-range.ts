// Free of zod, so that pages can use it.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const TIME_RANGE_NAMES = ["1h", "24h", "7d", "30d"] as const;
export type TimeRange = (typeof TIME_RANGE_NAMES)[number];

/** How long a range is, and how exactly it begins: with a whole minute, or hour for the long ones. */
export const TIME_RANGES: Record<TimeRange, { lengthMs: number; unitMs: number }> = {
  "1h": { lengthMs: HOUR_MS, unitMs: MINUTE_MS },
  "24h": { lengthMs: DAY_MS, unitMs: MINUTE_MS },
  "7d": { lengthMs: 7 * DAY_MS, unitMs: HOUR_MS },
  "30d": { lengthMs: 30 * DAY_MS, unitMs: HOUR_MS },
};

/** How far back figures are kept. */
export const METRICS_DAYS_MAX = 61;

/** Where a range that ends now begins. Metrics and lists use the same, so that a figure and the list behind it agree. */
export function rangeStart(range: TimeRange, now: number): number {
  const { lengthMs, unitMs } = TIME_RANGES[range];
  return Math.floor((now - lengthMs) / unitMs) * unitMs;
}
