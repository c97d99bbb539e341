import { LOCALE } from "./locale.ts";

/** Date, time with seconds and zone: "12 Aug 2026, 14:03:09 GMT+2". The zone is the browser's unless one is given. */
export function formatAbsolute(iso: string, timeZone?: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "unknown time";
  return new Intl.DateTimeFormat(LOCALE, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(timeZone ? { timeZone } : {}),
  }).format(date);
}

/** Time of day with seconds, for rows that stand under a dated heading. */
export function formatClock(iso: string, timeZone?: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "unknown time";
  const zone = timeZone ? { timeZone } : {};
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: "medium", hourCycle: "h23", ...zone }).format(date);
}
