"use client";

import { MetricTile } from "#components/dashboard/metric-tile.tsx";
import { eventColumns } from "#components/patterns/event-columns.tsx";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useSession } from "#lib/client/session.ts";

const LABELS = ["Events", "Delivered", "Failed", "Retrying"];
const ROWS = 10;

export function DashboardSkeleton() {
  const { can } = useSession();
  return (
    <div aria-busy className="space-y-4">
      <p role="status" className="sr-only">
        Loading the dashboard
      </p>
      <Card className="flex h-12 items-center px-4">
        <Skeleton className="w-1/2" />
      </Card>
      <div className="@container">
        <div className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
          {LABELS.map((label) => (
            <MetricTile key={label} label={label} value="–" note="loading" />
          ))}
        </div>
      </div>
      {can("read_events") ? (
        <section>
          <h2 className="mb-2 text-base font-semibold">Latest events</h2>
          <TableSkeleton caption="Latest events" columns={eventColumns} rows={ROWS} />
        </section>
      ) : null}
    </div>
  );
}
