"use client";

import { type ReactNode, useMemo } from "react";
import type { Column } from "#components/patterns/column.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { EventStatusBadge } from "#components/patterns/status-badge.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import type { EventRecord } from "#lib/contracts/events.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

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
      <span className="block break-words @2xl:truncate">
        <bdi>{event.event}</bdi>
      </span>
      <span className="flex text-xs font-normal whitespace-nowrap text-soft @2xl:hidden">
        <Timestamp value={event.created_at} isFocusable={false} />
        <span className="whitespace-pre"> · </span>
        <bdi title={resourceText(event)} className="min-w-0 truncate">
          {resourceText(event)}
        </bdi>
      </span>
    </>
  );
}

const hidden = (inside: ReactNode) => <span className="sr-only">{inside}</span>;

function Deliveries({ event }: { event: EventRecord }) {
  const t = useTranslations(commonTexts);
  if (event.total_rules === 0) return <span className="text-soft">–</span>;
  return (
    <span className="tabular-nums">
      {t.rich("events.delivered.share", {
        delivered: event.completed_count,
        total: event.total_rules,
        hidden,
      })}
    </span>
  );
}

export function eventHref(event: { id: string }): string {
  return `/workspace/events/${event.id}`;
}

export function useEventColumns(): readonly Column<EventRecord>[] {
  const t = useTranslations(commonTexts);
  return useMemo(() => eventColumns(t), [t]);
}

function eventColumns(t: TranslateOf<typeof commonTexts>): readonly Column<EventRecord>[] {
  return [
    { key: "status", header: t("events.status"), width: "w-34", cell: (event) => <EventStatusBadge event={event} /> },
    { key: "event", header: t("events.event"), isRowHeader: true, cell: (event) => <EventName event={event} /> },
    {
      key: "resource",
      header: t("events.resource"),
      isHiddenOnNarrow: true,
      cell: (event) => (
        <span className="block truncate text-soft">
          <bdi>{resourceText(event)}</bdi>
        </span>
      ),
    },
    {
      key: "deliveries",
      header: t("events.delivered"),
      width: "w-24",
      align: "end",
      isHiddenOnNarrow: true,
      cell: (event) => <Deliveries event={event} />,
    },
    {
      key: "received",
      header: t("events.received"),
      width: "w-28",
      align: "end",
      isHiddenOnNarrow: true,
      cell: (event) => <Timestamp value={event.created_at} isFocusable={false} className="text-soft" />,
    },
  ];
}
