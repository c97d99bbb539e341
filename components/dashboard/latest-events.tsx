"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import Link from "next/link";
import { DataTable } from "#components/patterns/data-table.tsx";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { eventColumns, eventHref } from "#components/patterns/event-columns.tsx";
import { eventsHref } from "#components/patterns/list-links.ts";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";

const SHOWN = 10;
const CAPTION = "Latest events";

export function LatestEvents() {
  return (
    <section aria-labelledby="latest-title">
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h2 id="latest-title" className="text-base font-semibold">
          {CAPTION}
        </h2>
        <Link href={eventsHref()} className="text-sm text-link hover:underline">
          All events
        </Link>
      </div>
      <LatestEventsTable />
    </section>
  );
}

function LatestEventsTable() {
  const { workspaceId } = useSession();
  const events = useInfiniteQuery(eventQueries.list(workspaceId));
  if (events.isPending) return <TableSkeleton caption={CAPTION} columns={eventColumns} rows={SHOWN} />;
  if (events.isLoadingError) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  const rows = events.data.pages.flatMap((page) => page.records).slice(0, SHOWN);
  if (rows.length === 0) {
    return (
      <EmptyState icon={Inbox} title="No events yet">
        Events appear here as soon as the first one is received.
      </EmptyState>
    );
  }
  return (
    <DataTable caption={CAPTION} columns={eventColumns} rows={rows} rowKey={(row) => row.id} rowHref={eventHref} />
  );
}
