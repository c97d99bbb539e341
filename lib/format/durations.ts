import { formatDecimal } from "./numbers.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function pair(ms: number, bigMs: number, bigUnit: string, smallMs: number, smallUnit: string): string {
  const big = Math.floor(ms / bigMs);
  const small = Math.floor((ms - big * bigMs) / smallMs);
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

function formatLong(ms: number): string {
  if (ms < HOUR_MS) return pair(ms, MINUTE_MS, "min", SECOND_MS, "s");
  if (ms < DAY_MS) return pair(ms, HOUR_MS, "h", MINUTE_MS, "min");
  return pair(ms, DAY_MS, "d", HOUR_MS, "h");
}

/** How long something took: "132 ms", "1.2 s", "2 min 5 s". Takes milliseconds. */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${formatDecimal(Math.floor(ms / 100) / 10)} s`;
  return formatLong(ms);
}

/** Whole units until a moment, rounded up so that it never says 0 before the moment is there. Takes milliseconds. */
export function formatRemaining(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / SECOND_MS));
  return seconds < 60 ? `${seconds} s` : formatLong(seconds * SECOND_MS);
}
