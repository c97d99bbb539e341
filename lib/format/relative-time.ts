import { LOCALE } from "./locale.ts";

const SECOND_MS = 1000;
const JUST_NOW_MS = 10 * SECOND_MS;
const STEPS = [
  { unit: "day", ms: 86_400 * SECOND_MS },
  { unit: "hour", ms: 3600 * SECOND_MS },
  { unit: "minute", ms: 60 * SECOND_MS },
  { unit: "second", ms: SECOND_MS },
] as const;
const ABSOLUTE_AFTER_MS = 30 * 86_400 * SECOND_MS;

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "always", style: "short" });
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });

/** "just now", "3 min. ago", "in 2 hr."; a plain date from 30 days on, where a distance says little. */
export function formatRelative(iso: string, nowMs: number): string {
  const distance = Date.parse(iso) - nowMs;
  const size = Math.abs(distance);
  if (Number.isNaN(distance)) return "unknown time";
  if (size < JUST_NOW_MS) return "just now";
  if (size >= ABSOLUTE_AFTER_MS) return day.format(new Date(iso));
  const step = STEPS.find(({ ms }) => size >= ms) ?? STEPS[STEPS.length - 1];
  return step ? relative.format(Math.trunc(distance / step.ms), step.unit).replace(".", "") : "just now";
}
