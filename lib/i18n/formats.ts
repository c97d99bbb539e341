import type { Locale } from "./languages.ts";
import type { formatsTexts } from "./texts/formats.ts";
import type { TranslateOf } from "./translator.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KIB_BYTES = 1024;
const MIB_BYTES = 1024 * KIB_BYTES;

const JUST_NOW_MS = 10 * SECOND_MS;
/** From here on a distance says little, and a date stands instead. */
const DATE_AFTER_MS = 30 * DAY_MS;
const STEPS = [
  { unit: "day", ms: DAY_MS },
  { unit: "hour", ms: HOUR_MS },
  { unit: "minute", ms: MINUTE_MS },
  { unit: "second", ms: SECOND_MS },
] as const;

/** Numbers, sizes and times as one person reads them. The examples are in English. */
export type Formats = {
  /** "1,204" */
  number: (value: number) => string;
  /** With one digit after the point: "1.5" */
  decimal: (value: number) => string;
  /** A share as a percentage, cut and not rounded up: 99.96 % is not "100%". `undefined` when there is no whole. */
  share: (part: number, total: number) => string | undefined;
  /** "1.5 KiB" */
  bytes: (bytes: number) => string;
  /** Short, with an "and" only where the language needs one: "3 running, 2 failed" */
  list: (parts: readonly string[]) => string;
  /** Of which any is meant: "failed or canceled" */
  either: (parts: readonly string[]) => string;
  /** How long something took, from milliseconds: "132 ms", "1.2 s", "2 min 5 s" */
  duration: (ms: number) => string;
  /** Whole units until a moment, rounded up so that it never says 0 before the moment is there. Takes milliseconds. */
  remaining: (ms: number) => string;
  /** "just now", "3 min ago", "in 2 hr"; a plain date from 30 days on. Takes an ISO time and the present in milliseconds. */
  relative: (iso: string, nowMs: number) => string;
  /** Date, time with seconds and zone: "12 Aug 2026, 14:03:09 GMT+2" */
  absolute: (iso: string) => string;
  /** When a span of a chart begins, to its width in seconds: "14:03", "30 Nov, 14:00", "30 Nov" */
  bucket: (iso: string, seconds: number) => string;
  /** Date and time to the minute, as people choose them: "12 Aug 2026, 14:03" */
  minute: (iso: string) => string;
  /** From one minute to another, with the zone: "12 Aug 2026, 14:00–15:00 CEST" */
  span: (fromIso: string, untilIso: string) => string;
  /** Time of day with seconds, for rows that stand under a dated heading: "14:03:09" */
  clock: (iso: string) => string;
  /** Time of day for what is only about then: "14:03" */
  time: (iso: string) => string;
};

export function createFormats(locale: Locale, t: TranslateOf<typeof formatsTexts>): Formats {
  return { ...createAmounts(locale.tag, t), ...createDurations(t), ...createTimes(locale, t) };
}

type Translate = TranslateOf<typeof formatsTexts>;

function createAmounts(tag: string, t: Translate) {
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(tag, { type: "conjunction", style: "narrow" });
  const either = new Intl.ListFormat(tag, { type: "disjunction" });
  const oneDigit = (value: number) => Math.round(value * 10) / 10;
  return {
    number: (value: number) => whole.format(value),
    decimal: (value: number) => decimal.format(value),
    share: (part: number, total: number) =>
      total <= 0 ? undefined : percent.format(Math.floor((part / total) * 1000) / 1000),
    list: (parts: readonly string[]) => list.format(parts),
    either: (parts: readonly string[]) => either.format(parts),
    bytes: (bytes: number) => {
      if (bytes < KIB_BYTES) return t("bytes.plain", { count: bytes });
      if (bytes < MIB_BYTES) return t("bytes.kib", { count: oneDigit(bytes / KIB_BYTES) });
      return t("bytes.mib", { count: oneDigit(bytes / MIB_BYTES) });
    },
  };
}

function createDurations(t: Translate) {
  const two = (ms: number, big: Unit, small: Unit) => {
    const bigCount = Math.floor(ms / big.ms);
    const smallCount = Math.floor((ms - bigCount * big.ms) / small.ms);
    const first = t(big.key, { count: bigCount });
    return smallCount === 0 ? first : t("duration.two", { first, second: t(small.key, { count: smallCount }) });
  };
  const long = (ms: number) => {
    if (ms < HOUR_MS) return two(ms, MINUTES, SECONDS);
    if (ms < DAY_MS) return two(ms, HOURS, MINUTES);
    return two(ms, DAYS, HOURS);
  };
  return {
    duration: (ms: number) => {
      if (ms < SECOND_MS) return t("duration.milliseconds", { count: Math.round(ms) });
      if (ms < MINUTE_MS) return t("duration.seconds", { count: Math.floor(ms / 100) / 10 });
      return long(ms);
    },
    remaining: (ms: number) => {
      const seconds = Math.max(1, Math.ceil(ms / SECOND_MS));
      return seconds < 60 ? t("duration.seconds", { count: seconds }) : long(seconds * SECOND_MS);
    },
  };
}

type Unit = { key: "duration.seconds" | "duration.minutes" | "duration.hours" | "duration.days"; ms: number };
const SECONDS: Unit = { key: "duration.seconds", ms: SECOND_MS };
const MINUTES: Unit = { key: "duration.minutes", ms: MINUTE_MS };
const HOURS: Unit = { key: "duration.hours", ms: HOUR_MS };
const DAYS: Unit = { key: "duration.days", ms: DAY_MS };

function createTimes({ tag, language, timeZone }: Locale, t: Translate) {
  const zone = timeZone === undefined ? {} : { timeZone };
  const distances = new Intl.RelativeTimeFormat(tag, { numeric: "always", style: "short" });
  const days = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", year: "numeric", ...zone });
  const moments = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...zone,
  });
  const toMinute = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const minutes = new Intl.DateTimeFormat(tag, { ...toMinute, ...zone });
  const spans = new Intl.DateTimeFormat(tag, { ...toMinute, timeZoneName: "short", ...zone });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: "medium", ...zone });
  const day = { day: "numeric", month: "short", ...zone } as const;
  const time = { hour: "2-digit", minute: "2-digit", ...zone } as const;
  const times = new Intl.DateTimeFormat(tag, time);
  const hours = new Intl.DateTimeFormat(tag, { ...day, ...time });
  const dates = new Intl.DateTimeFormat(tag, day);
  const written = (format: Intl.DateTimeFormat, iso: string) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? t("time.unknown") : format.format(date);
  };
  return {
    relative: (iso: string, nowMs: number) => {
      const distance = Date.parse(iso) - nowMs;
      const size = Math.abs(distance);
      if (size < JUST_NOW_MS) return t("time.now");
      if (!(size < DATE_AFTER_MS)) return written(days, iso);
      const step = STEPS.find(({ ms }) => size >= ms) ?? STEPS[3];
      const text = distances.format(Math.trunc(distance / step.ms), step.unit);
      // Some versions of CLDR write "3 min. ago" in English.
      return language === "en" ? text.replace(".", "") : text;
    },
    absolute: (iso: string) => written(moments, iso),
    minute: (iso: string) => written(minutes, iso),
    span: (fromIso: string, untilIso: string) => spans.formatRange(new Date(fromIso), new Date(untilIso)),
    clock: (iso: string) => written(clock, iso),
    bucket: (iso: string, seconds: number) => {
      if (seconds < HOUR_MS / SECOND_MS) return written(times, iso);
      return written(seconds < DAY_MS / SECOND_MS ? hours : dates, iso);
    },
    time: (iso: string) => written(times, iso),
  };
}
