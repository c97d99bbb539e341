import { LRUCache } from "lru-cache";
import { isNumber } from "#lib/contracts/exact-json.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/i;
/** Numbers below are seconds since 1970, those from here on milliseconds: the year 5138 and the year 1973. */
const SECONDS_MAX = 1e11;
const UTC = "UTC";

/** The moment that a value names, undefined when it names none. What has no offset is meant in the time zone. */
export function toInstant(value: unknown, timezone = UTC): Date | undefined {
  if (isNumber(value)) return fromEpoch(Number(String(value)));
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (DATE.test(text)) return atLocal(`${text}T00:00`, timezone);
  const [, date, time, offset] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || time === undefined) return undefined;
  if (offset === undefined) return atLocal(`${date}T${time}`, timezone);
  return valid(new Date(`${date}T${time}${offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`));
}

function fromEpoch(epoch: number): Date | undefined {
  return valid(new Date(epoch < SECONDS_MAX ? epoch * 1000 : epoch));
}

/** `YYYY-MM-DD` in the time zone. A date without a time is that date everywhere. */
export function toDay(value: unknown, timezone = UTC): string | undefined {
  const instant = toInstant(value, timezone);
  return instant === undefined ? undefined : localText(instant, timezone).slice(0, 10);
}

/** `new Date` rolls the 31st of February over into March; that is not the moment that was named. */
function atLocal(local: string, timezone: string): Date | undefined {
  const asUtc = valid(new Date(`${local}Z`));
  if (asUtc === undefined || asUtc.toISOString().slice(0, 10) !== local.slice(0, 10)) return undefined;
  const guess = new Date(asUtc.getTime() - offsetMs(asUtc, timezone));
  // Beside a change of the clocks the offset of the guess is not the one that counts.
  return new Date(asUtc.getTime() - offsetMs(guess, timezone));
}

function valid(date: Date): Date | undefined {
  const year = Number.isNaN(date.getTime()) ? Number.NaN : date.getUTCFullYear();
  return year >= 1 && year <= 9998 ? date : undefined;
}

/** How far the clocks of the time zone are ahead of UTC at this moment. */
function offsetMs(at: Date, timezone: string): number {
  if (timezone === UTC) return 0;
  const whole = Math.floor(at.getTime() / 1000) * 1000;
  return new Date(`${localText(at, timezone)}Z`).getTime() - whole;
}

/** `YYYY-MM-DDTHH:mm:ss` on the clocks of the time zone. */
function localText(at: Date, timezone: string): string {
  const parts = new Map(
    getFormatter(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes, digits = 2) => (parts.get(type) ?? "").padStart(digits, "0");
  return `${part("year", 4)}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

/** How many time zones one mapping can name: making a formatter is costly. */
export const TIME_ZONES_MAX = 20;
const FORMATTERS_MAX = 100;

/** By the zone in lower case: names are the same in every case, and have many spellings then. */
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: FORMATTERS_MAX });

/** Writes moments as the clocks of the time zone show them. Throws a RangeError for a name that is no time zone. */
export function getFormatter(timeZone: string): Intl.DateTimeFormat {
  const key = timeZone.toLowerCase();
  const known = formatters.get(key) ?? createFormatter(timeZone);
  formatters.set(key, known);
  return known;
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

export function isTimeZone(name: string): boolean {
  try {
    getFormatter(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
