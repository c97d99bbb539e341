import type { MetricsQuery } from "#lib/contracts/metrics.ts";
import { METRICS_DAYS_MAX, rangeStart, TIME_RANGES, type TimeRange } from "#lib/contracts/time-range.ts";
import { badParam } from "#lib/server/runtime/errors.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const BUCKET_MS: Record<TimeRange, number> = { "1h": MINUTE_MS, "24h": HOUR_MS, "7d": 6 * HOUR_MS, "30d": DAY_MS };

/** From `from` on, and before `to`, in epoch milliseconds. */
export type TimeWindow = { from: number; to: number };

export type RangeWindows = {
  current: TimeWindow;
  /** As long, just before; none where its figures are not kept any more. */
  previous: TimeWindow | undefined;
  bucketMs: number;
  unitMs: number;
  /** Ends now. */
  isOpen: boolean;
};

const KEPT_MS = METRICS_DAYS_MAX * DAY_MS;
/** Roll-ups of minutes are kept for an hour longer. */
const MINUTES_KEPT_MS = 3 * DAY_MS - HOUR_MS;
const WIDTHS_OF_BARS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS];
const BARS_MAX = 62;

/** The windows that a query is about. Throws a 400 for a time before everything that is kept. */
export function queryWindows({ range, created_after: after, created_before: before }: MetricsQuery, now: number) {
  if (after === undefined) return rangeWindows(range ?? "24h", now);
  const period = { from: Date.parse(after), to: Math.min(now, before === undefined ? now : Date.parse(before)) };
  if (period.from < now - KEPT_MS) throw badParam("created_after", `At most ${METRICS_DAYS_MAX} days ago`);
  if (period.from >= now) throw badParam("created_after", "Must not be in the future");
  return periodWindows(period, now);
}

/** Ends of a period are moved out to whole minutes or hours, as fine as what is kept of it; never beyond `now`. */
export function periodWindows(period: TimeWindow, now: number): RangeWindows {
  const isRecent = 2 * period.from - period.to - HOUR_MS >= now - MINUTES_KEPT_MS;
  const unitMs = isRecent ? MINUTE_MS : HOUR_MS;
  const from = floor(period.from, unitMs);
  const end = Math.ceil(period.to / unitMs) * unitMs;
  const previous = { from: 2 * from - end, to: from };
  const bucketMs = WIDTHS_OF_BARS.find((width) => width >= unitMs && (end - from) / width <= BARS_MAX) ?? DAY_MS;
  return {
    current: { from, to: Math.min(end, now) },
    previous: previous.from < now - KEPT_MS ? undefined : previous,
    bucketMs,
    unitMs,
    isOpen: end >= now,
  };
}

/** The range that ends now, and the one as long before it. */
export function rangeWindows(range: TimeRange, now: number): RangeWindows {
  const { lengthMs, unitMs } = TIME_RANGES[range];
  const from = rangeStart(range, now);
  const previous = { from: from - lengthMs, to: from };
  return { current: { from, to: now }, previous, bucketMs: BUCKET_MS[range], unitMs, isOpen: true };
}

/** A window that ends now may be read beyond its end: nothing is there yet, and wide roll-ups then reach to the end. */
export function readWindow({ current: { from, to }, isOpen }: RangeWindows): TimeWindow {
  return { from, to: isOpen ? floor(to, DAY_MS) + 2 * DAY_MS : to };
}

/** The starts of all buckets of the window, in UTC; the first and the last may reach beyond it. */
export function bucketStarts({ current: { from, to }, bucketMs, isOpen }: RangeWindows): number[] {
  const first = floor(from, bucketMs);
  const count = Math.floor((isOpen ? to - first : to - 1 - first) / bucketMs) + 1;
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
