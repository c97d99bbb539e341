import type { MetricsRange } from "../../contracts/metrics.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a range is, how wide its buckets are, and how exactly it begins. */
const RANGES: Record<MetricsRange, { lengthMs: number; bucketMs: number; unitMs: number }> = {
  "1h": { lengthMs: HOUR_MS, bucketMs: MINUTE_MS, unitMs: MINUTE_MS },
  "24h": { lengthMs: DAY_MS, bucketMs: HOUR_MS, unitMs: MINUTE_MS },
  "7d": { lengthMs: 7 * DAY_MS, bucketMs: 6 * HOUR_MS, unitMs: HOUR_MS },
  "30d": { lengthMs: 30 * DAY_MS, bucketMs: DAY_MS, unitMs: HOUR_MS },
};

/** From `from` on, and before `to`, in epoch milliseconds. */
export type TimeWindow = { from: number; to: number };

export type RangeWindows = { current: TimeWindow; previous: TimeWindow; bucketMs: number; unitMs: number };

/** The range that ends now, and the one as long before it. It begins with a whole minute, or hour for the long ones. */
export function windowsOf(range: MetricsRange, now: number): RangeWindows {
  const { lengthMs, bucketMs, unitMs } = RANGES[range];
  const from = floor(now - lengthMs, unitMs);
  return { current: { from, to: now }, previous: { from: from - lengthMs, to: from }, bucketMs, unitMs };
}

/** A window that ends now may be read beyond its end: nothing is there yet, and wide roll-ups then reach to the end. */
export function openEnded({ from, to }: TimeWindow): TimeWindow {
  return { from, to: floor(to, DAY_MS) + 2 * DAY_MS };
}

/** The starts of all buckets of the window, in UTC; the first and the last may reach beyond it. */
export function bucketStarts({ from, to }: TimeWindow, bucketMs: number): number[] {
  const first = floor(from, bucketMs);
  const count = Math.floor((to - first) / bucketMs) + 1;
  return Array.from({ length: count }, (_, index) => first + index * bucketMs);
}

/** Rows of this width that start in this window. */
export type Piece = TimeWindow & { widthMs: number };

const WIDTHS = [DAY_MS, HOUR_MS, MINUTE_MS];

/** The fewest roll-ups that make up the window exactly: wide ones inside, narrow ones at its ends. */
export function cover(window: TimeWindow, unitMs: number, widestMs = DAY_MS): Piece[] {
  const [widthMs, ...narrower] = WIDTHS.filter((width) => width <= widestMs && width >= unitMs);
  if (widthMs === undefined || window.from >= window.to) return [];
  const from = Math.ceil(window.from / widthMs) * widthMs;
  const to = floor(window.to, widthMs);
  const next = narrower[0] ?? 0;
  if (from >= to) return cover(window, unitMs, next);
  return [
    ...cover({ from: window.from, to: from }, unitMs, next),
    { from, to, widthMs },
    ...cover({ from: to, to: window.to }, unitMs, next),
  ];
}

function floor(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs) * unitMs;
}
