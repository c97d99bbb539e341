import { formatNumber } from "#lib/format/numbers.ts";

/** A difference in words, because an arrow or a colour does not say whether more is good. */
export function describeChange(current: number, previous: number): string {
  const change = current - previous;
  if (change === 0) return "same as the day before";
  return `${formatNumber(Math.abs(change))} ${change > 0 ? "more" : "fewer"} than the day before`;
}
