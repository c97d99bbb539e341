import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import type { ConnectionActivity } from "#lib/contracts/metrics.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

type Hours = Pick<ConnectionActivity, "delivered" | "underway" | "failed">;

/** A cell for each of the last 24 hours, in the colour of the worst that happened in it. */
export function HourStrip({ hours: { delivered, underway, failed } }: { hours: Hours }) {
  const t = useTranslations(commonTexts);
  const label = t("hours.label", { delivered: sum(delivered), underway: sum(underway), failed: sum(failed) });
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex h-4 w-28 gap-px">
      {delivered.map((count, hour) => (
        <span
          key={hour}
          className={cn("flex-1 rounded-[1px]", colorOf(failed[hour] ?? 0, underway[hour] ?? 0, count))}
        />
      ))}
    </span>
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function colorOf(failed: number, underway: number, delivered: number): string {
  if (failed > 0) return "bg-danger";
  if (underway > 0) return "bg-warning";
  return delivered > 0 ? "bg-success" : "bg-line";
}
