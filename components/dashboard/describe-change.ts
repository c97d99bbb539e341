import type { RangeUnit } from "#components/dashboard/range-words.ts";
import type { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Words = { unit: RangeUnit; t: TranslateOf<typeof dashboardTexts> };

/** A difference in words, because an arrow or a colour does not say whether more is good. */
export function describeChange(current: number, previous: number | undefined, { unit: range, t }: Words): string {
  if (previous === undefined) return t("metrics.notKept");
  const change = current - previous;
  if (change === 0) return t("metrics.same", { range });
  return t(change > 0 ? "metrics.more" : "metrics.fewer", { count: Math.abs(change), range });
}
