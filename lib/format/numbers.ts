import { LOCALE } from "./locale.ts";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LOCALE);

export function formatNumber(value: number): string {
  return whole.format(value);
}

export function formatDecimal(value: number): string {
  return decimal.format(value);
}

/** "1 rule", "1,204 rules". */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${plurals.select(value) === "one" ? one : many}`;
}

/** A share as a percentage, cut and not rounded up: 99.96 % is not "100%". `undefined` when there is no whole. */
export function formatShare(part: number, total: number): string | undefined {
  if (total <= 0) return undefined;
  return `${formatDecimal(Math.floor((part / total) * 1000) / 10)}%`;
}
