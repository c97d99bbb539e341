import { LRUCache } from "lru-cache";

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
