import type { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** A difference in words, because an arrow or a colour does not say whether more is good. */
export function describeChange(current: number, previous: number, t: TranslateOf<typeof dashboardTexts>): string {
  const change = current - previous;
  if (change === 0) return t("metrics.same");
  return t(change > 0 ? "metrics.more" : "metrics.fewer", { count: Math.abs(change) });
}
