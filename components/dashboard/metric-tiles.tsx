"use client";

import Link from "next/link";
import { describeChange } from "#components/dashboard/describe-change.ts";
import { MetricTile } from "#components/dashboard/metric-tile.tsx";
import { useSession } from "#lib/client/session.ts";
import type { StatusCounts } from "#lib/contracts/metrics.ts";
import { formatNumber, formatShare } from "#lib/format/numbers.ts";

type Tile = { label: string; value: string; note: string; href: string; tone?: "danger" | "warning" };

/** Of what has ended: events that are still under way say nothing about success yet. */
function deliveredShare({ completed, failed }: StatusCounts): string | undefined {
  return formatShare(completed, completed + failed);
}

function tilesOf(totals: StatusCounts, previous: StatusCounts): Tile[] {
  const share = deliveredShare(totals);
  const before = deliveredShare(previous);
  return [
    {
      label: "Events",
      value: formatNumber(totals.events),
      note: describeChange(totals.events, previous.events),
      href: "/workspace/events",
    },
    {
      label: "Delivered",
      value: share ?? "–",
      note: before === undefined ? "nothing to compare with" : `${before} the day before`,
      href: "/workspace/events?status=completed",
    },
    {
      label: "Failed",
      value: formatNumber(totals.failed),
      note: describeChange(totals.failed, previous.failed),
      href: "/workspace/events?status=failed",
      ...(totals.failed > 0 ? { tone: "danger" } : {}),
    },
    {
      label: "Retrying",
      value: formatNumber(totals.retrying),
      note: describeChange(totals.retrying, previous.retrying),
      href: "/workspace/events?status=retrying",
      ...(totals.retrying > 0 ? { tone: "warning" } : {}),
    },
  ];
}

export function MetricTiles({ totals, previous }: { totals: StatusCounts; previous: StatusCounts }) {
  const { can } = useSession();
  return (
    <section aria-label="Last 24 hours" className="@container">
      <ul className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
        {tilesOf(totals, previous).map(({ href, ...tile }) => (
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
