/** The command line is in English, whatever the language of who reads it. */
const LOCALE = "en-GB";
const KIB_BYTES = 1024;
const MIB_BYTES = 1024 * KIB_BYTES;

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LOCALE);

export function formatNumber(value: number): string {
  return whole.format(value);
}

/** "1 rule", "1,204 rules". */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${plurals.select(value) === "one" ? one : many}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < KIB_BYTES) return `${formatNumber(bytes)} B`;
  if (bytes < MIB_BYTES) return `${decimal.format(bytes / KIB_BYTES)} KiB`;
  return `${decimal.format(bytes / MIB_BYTES)} MiB`;
}
