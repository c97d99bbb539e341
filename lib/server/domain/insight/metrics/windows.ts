import { rangeStart, TIME_RANGES, type TimeRange } from "#lib/contracts/time-range.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const BUCKET_MS: Record<TimeRange, number> = { "1h": MINUTE_MS, "24h": HOUR_MS, "7d": 6 * HOUR_MS, "30d": DAY_MS };

/** From `from` on, and before `to`, in epoch milliseconds. */
export type TimeWindow = { from: number; to: number };

export type RangeWindows = { current: TimeWindow; previous: TimeWindow; bucketMs: number; unitMs: number };

/** The range that ends now, and the one as long before it. */
export function rangeWindows(range: TimeRange, now: number): RangeWindows {
  const { lengthMs, unitMs } = TIME_RANGES[range];
  const from = rangeStart(range, now);
  const previous = { from: from - lengthMs, to: from };
  return { current: { from, to: now }, previous, bucketMs: BUCKET_MS[range], unitMs };
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
