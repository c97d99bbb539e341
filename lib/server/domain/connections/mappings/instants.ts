import { LRUCache } from "lru-cache";
import { Temporal } from "temporal-polyfill";
import { isNumber } from "#lib/contracts/exact-json.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::[0-5]\d(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/i;
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
  if (instant === undefined) return undefined;
  const zone = zoneNamed(timezone);
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * As calendars do it (RFC 5545, 3.3.5): an hour that the clocks leave out is read with the offset before it, and of an
 * hour that comes twice the first one is meant.
 */
function atLocal(local: string, timezone: string): Date | undefined {
  const zone = zoneNamed(timezone);
  try {
    return valid(new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds));
  } catch (error) {
    // There is no 31st of February.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function valid(date: Date): Date | undefined {
  const year = Number.isNaN(date.getTime()) ? Number.NaN : date.getUTCFullYear();
  return year >= 1 && year <= 9998 ? date : undefined;
}

/** How many time zones one mapping can name: looking one up is costly. */
export const TIME_ZONES_MAX = 20;
const ZONES_MAX = 1_000;

/** Names are the same in every case, and have many spellings then, of which only one may be remembered. */
const zones = new LRUCache<string, string>({ max: ZONES_MAX });

/** The time zone as the system spells it. Throws a RangeError for a name that is none. */
function zoneNamed(name: string): string {
  const key = name.toLowerCase();
  const known = zones.get(key) ?? new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  zones.set(key, known);
  return known;
}

export function isTimeZone(name: string): boolean {
  try {
    zoneNamed(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
