"use client";

import Link from "next/link";
import { describeChange } from "#components/dashboard/describe-change.ts";
import { MetricTile } from "#components/dashboard/metric-tile.tsx";
import { eventsHref } from "#components/patterns/list-links.ts";
import { useSession } from "#lib/client/session.ts";
import type { StatusCounts, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { formatNumber, formatShare } from "#lib/format/numbers.ts";

type Metrics = Pick<WorkspaceMetrics, "totals" | "previous" | "range">;
type Tile = { label: string; value: string; note: string; href: string; tone?: "danger" | "warning" };

/** Of what has ended: events that are still under way say nothing about success yet. */
function deliveredShare({ completed, failed }: StatusCounts): string | undefined {
  return formatShare(completed, completed + failed);
}

function buildTiles({ totals, previous, range }: Metrics): Tile[] {
  const share = deliveredShare(totals);
  const before = deliveredShare(previous);
  return [
    {
      label: "Events",
      value: formatNumber(totals.events),
      note: describeChange(totals.events, previous.events),
      href: eventsHref({ since: range }),
    },
    {
      label: "Delivered",
      value: share ?? "–",
      note: before === undefined ? "no earlier data to compare with" : `${before} the day before`,
      href: eventsHref({ status: "completed", since: range }),
    },
    {
      label: "Failed",
      value: formatNumber(totals.failed),
      note: describeChange(totals.failed, previous.failed),
      href: eventsHref({ status: "failed", since: range }),
      ...(totals.failed > 0 ? { tone: "danger" } : {}),
    },
    {
      label: "Retrying",
      value: formatNumber(totals.retrying),
      note: describeChange(totals.retrying, previous.retrying),
      href: eventsHref({ status: "retrying", since: range }),
      ...(totals.retrying > 0 ? { tone: "warning" } : {}),
    },
  ];
}

export function MetricTiles({ metrics }: { metrics: Metrics }) {
  const { can } = useSession();
  return (
    <section aria-label="Last 24 hours" className="@container">
      <ul className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
        {buildTiles(metrics).map(({ href, ...tile }) => (
          <li key={tile.label}>
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
