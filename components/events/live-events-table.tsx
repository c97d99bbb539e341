"use client";

import { ArrowUp } from "lucide-react";
import { useHeldList } from "#components/events/use-held-list.ts";
import { DataTable } from "#components/patterns/data-table.tsx";
import { eventHref, useEventColumns } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { EventRecord } from "#lib/contracts/events.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type LiveEventsTableProps = {
  listKey: string;
  records: readonly EventRecord[];
  isLong: boolean;
  /** The rows are still those of the filter before. */
  isOtherFilter: boolean;
  onLoadMore: (() => void) | undefined;
  isLoadingMore: boolean;
};

export function LiveEventsTable(props: LiveEventsTableProps) {
  const t = useTranslations(eventsTexts);
  const columns = useEventColumns();
  const { listKey, records, isLong, isOtherFilter, onLoadMore, isLoadingMore } = props;
  const held = useHeldList(records, listKey, isLong);
  const loadMore = () => {
    held.grab();
    onLoadMore?.();
  };
  return (
    <div className="relative">
      <NewEventsButton count={held.newCount} onReveal={held.reveal} />
      <div
        {...held.holdProps}
        aria-busy={isOtherFilter}
        className={cn("transition-opacity", isOtherFilter && "opacity-60")}
      >
        <DataTable
          caption={t("list.caption")}
          columns={columns}
          rows={held.rows}
          rowKey={(row) => row.id}
          rowHref={eventHref}
          onLoadMore={onLoadMore ? loadMore : undefined}
          isLoadingMore={isLoadingMore}
        />
      </div>
    </div>
  );
}

/** Lies over the table head, so that its coming and going moves no row. */
function NewEventsButton({ count, onReveal }: { count: number; onReveal: () => void }) {
  const t = useTranslations(eventsTexts);
  return (
    <div role="status" className="absolute inset-x-0 -top-3 z-10 flex justify-center">
      {count > 0 ? (
        <Button variant="primary" size="sm" onClick={onReveal}>
          <ArrowUp aria-hidden />
          <span>{t("list.new", { count })}</span>
        </Button>
      ) : null}
    </div>
  );
}
