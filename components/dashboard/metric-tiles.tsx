"use client";

import Link from "next/link";
import { describeChange } from "#components/dashboard/describe-change.ts";
import { MetricTile } from "#components/dashboard/metric-tile.tsx";
import { type RangeUnit, rangeUnit } from "#components/dashboard/range-words.ts";
import { countDelivered } from "#components/dashboard/status-counts.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import type { StatusCounts, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Metrics = Pick<WorkspaceMetrics, "totals" | "previous" | "range" | "from" | "to">;
type Tile = { label: string; value: string; note: string; href: string; tone?: "danger" | "warning" };

/** Of what has ended: events that are still under way, or that no rule matched, say nothing about success. */
function deliveredShare(counts: StatusCounts, formats: Formats): string | undefined {
  const delivered = countDelivered(counts);
  return formats.share(delivered, delivered + counts.failed);
}

function buildTiles(
  { totals, previous, ...span }: Metrics,
  formats: Formats,
  t: TranslateOf<typeof dashboardTexts>,
): Tile[] {
  const unit = rangeUnit(span.range);
  const received = spanFilter(span);
  const share = deliveredShare(totals, formats);
  const before = previous && deliveredShare(previous, formats);
  return [
    {
      label: t("metrics.events"),
      value: formats.number(totals.events),
      note: describeChange(totals.events, previous?.events, { unit, t }),
      href: eventsHref(received),
    },
    {
      label: t("metrics.delivered"),
      value: share ?? "–",
      note: shareBefore(before, { isKept: previous !== undefined, unit, t }),
      href: eventsHref({ status: ["completed"], matched: true, ...received }),
    },
    {
      label: t("metrics.failed"),
      value: formats.number(totals.failed),
      note: describeChange(totals.failed, previous?.failed, { unit, t }),
      href: eventsHref({ status: ["failed"], ...received }),
      ...(totals.failed > 0 ? { tone: "danger" } : {}),
    },
    {
      label: t("metrics.retrying"),
      value: formats.number(totals.retrying),
      note: describeChange(totals.retrying, previous?.retrying, { unit, t }),
      href: eventsHref({ status: ["retrying"], ...received }),
      ...(totals.retrying > 0 ? { tone: "warning" } : {}),
    },
  ];
}

type ShareWords = { isKept: boolean; unit: RangeUnit; t: TranslateOf<typeof dashboardTexts> };

function shareBefore(share: string | undefined, { isKept, unit: range, t }: ShareWords): string {
  if (!isKept) return t("metrics.notKept");
  return share === undefined ? t("metrics.nothingBefore") : t("metrics.before", { share, range });
}

export function MetricTiles({ metrics }: { metrics: Metrics }) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  const { can } = useSession();
  return (
    <section aria-label={t("metrics.title", { range: rangeUnit(metrics.range) })} className="@container">
      <ul className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
        {buildTiles(metrics, formats, t).map(({ href, ...tile }) => (
          <li key={href}>
            {can("read_events") ? (
              <Link href={href} className="block h-full rounded-lg">
                <MetricTile {...tile} isLink />
              </Link>
            ) : (
              <MetricTile {...tile} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
