import type { Column } from "#components/patterns/column.ts";
import { EventStatusBadge } from "#components/patterns/status-badge.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import type { EventRecord } from "#lib/contracts/events.ts";
import { formatNumber } from "#lib/format/numbers.ts";

export function resourceText({
  resource,
  resource_id: id,
}: {
  resource: string;
  resource_id?: string | undefined;
}): string {
  return id === undefined ? resource : `${resource} / ${id}`;
}

function EventName({ event }: { event: EventRecord }) {
  return (
    <>
      <span className="block break-words @2xl:truncate">{event.event}</span>
      <span className="block text-xs font-normal break-words text-soft @2xl:hidden">
        <Timestamp value={event.created_at} isFocusable={false} />
        <span>{` · ${resourceText(event)}`}</span>
      </span>
    </>
  );
}

function Deliveries({ event }: { event: EventRecord }) {
  if (event.total_rules === 0) return <span className="text-soft">–</span>;
  return (
    <span className="tabular-nums">
      <span>{`${formatNumber(event.completed_count)}/${formatNumber(event.total_rules)}`}</span>
      <span className="sr-only"> delivered</span>
    </span>
  );
}

export function eventHref(event: { id: string }): string {
  return `/workspace/events/${event.id}`;
}

export const eventColumns: readonly Column<EventRecord>[] = [
  { key: "status", header: "Status", width: "w-34", cell: (event) => <EventStatusBadge event={event} /> },
  { key: "event", header: "Event", isRowHeader: true, cell: (event) => <EventName event={event} /> },
  {
    key: "resource",
    header: "Resource",
    isHiddenOnNarrow: true,
    cell: (event) => <span className="block truncate text-soft">{resourceText(event)}</span>,
  },
  {
    key: "deliveries",
    header: "Delivered",
    width: "w-24",
    align: "end",
    isHiddenOnNarrow: true,
    cell: (event) => <Deliveries event={event} />,
  },
  {
    key: "received",
    header: "Received",
    width: "w-28",
    align: "end",
    isHiddenOnNarrow: true,
    cell: (event) => <Timestamp value={event.created_at} isFocusable={false} className="text-soft" />,
  },
];
