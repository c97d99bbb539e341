"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { LiveEventsTable } from "#components/events/live-events-table.tsx";
import { NoEvents } from "#components/events/no-events.tsx";
import { useEventFilters } from "#components/events/use-event-filters.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useEventColumns } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { useLiveEvents } from "#lib/client/use-live-events.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

export function EventsList() {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const columns = useEventColumns();
  const { workspaceId } = useSession();
  const { filters, isFiltered, clear } = useEventFilters();
  const events = useInfiniteQuery(eventQueries.list(workspaceId, filters));
  // In the place of a request that is under way, another one would begin it anew.
  const loadMore = useSingleFlight(() => events.fetchNextPage());
  useLiveEvents();
  if (events.isPending)
    return <TableSkeleton caption={t("list.caption")} loadingLabel={common("loading.events")} columns={columns} />;
  if (events.isLoadingError) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  const records = events.data.pages.flatMap((page) => page.records);
  if (records.length === 0) return <NoEvents isFiltered={isFiltered} onClear={clear} />;
  return (
    <>
      <StaleNote isShown={events.isRefetchError} />
      <LiveEventsTable
        listKey={JSON.stringify(filters)}
        records={records}
        isLong={events.data.pages.length > 1}
        isOtherFilter={events.isPlaceholderData}
        onLoadMore={events.hasNextPage ? () => void loadMore() : undefined}
        isLoadingMore={events.isFetchingNextPage}
      />
      {events.isFetchNextPageError ? <ErrorNote title={t("list.more-failed")} error={events.error} /> : null}
    </>
  );
}
