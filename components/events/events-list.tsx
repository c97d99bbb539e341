"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { LiveEventsTable } from "#components/events/live-events-table.tsx";
import { NoEvents } from "#components/events/no-events.tsx";
import { isFullPage, SearchProgress } from "#components/events/search-progress.tsx";
import { useEventFilters } from "#components/events/use-event-filters.ts";
import { useSearchProblem } from "#components/events/use-search-problem.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useEventColumns } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { isPayloadSearch, type EventFilters } from "#lib/client/event-filters.ts";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { useLiveEvents } from "#lib/client/use-live-events.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

/** An address can ask for what this session may not search for: then nothing is asked, and the reason is said. */
export function EventsList() {
  const { filters } = useEventFilters();
  const problem = useSearchProblem();
  const refused = filters.search === undefined ? undefined : problem(filters.search);
  useLiveEvents();
  if (refused === undefined) return <FoundEvents filters={filters} />;
  return (
    <EmptyState icon={SearchX} title={refused.title}>
      {refused.text}
    </EmptyState>
  );
}

function useEvents(filters: EventFilters) {
  const { workspaceId } = useSession();
  const events = useInfiniteQuery(eventQueries.list(workspaceId, filters));
  // In the place of a request that is under way, another one would begin it anew.
  const loadMore = useSingleFlight(() => events.fetchNextPage());
  return { events, loadMore: () => void loadMore() };
}

function FoundEvents({ filters }: { filters: EventFilters }) {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const columns = useEventColumns();
  const { events, loadMore } = useEvents(filters);
  if (events.isPending)
    return <TableSkeleton caption={t("list.caption")} loadingLabel={common("loading.events")} columns={columns} />;
  if (events.isLoadingError) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  return (
    <>
      <StaleNote isShown={events.isRefetchError} />
      <EventRows filters={filters} events={events} onMore={loadMore} />
      {events.isFetchNextPageError ? <ErrorNote title={t("list.more-failed")} error={events.error} /> : null}
      {isPayloadSearch(filters) && !events.isPlaceholderData ? (
        <SearchProgress
          key={JSON.stringify(filters)}
          pages={events.data.pages}
          hasMore={events.hasNextPage}
          isLooking={events.isFetching}
          hasFailed={events.isFetchNextPageError}
          onFurther={loadMore}
        />
      ) : null}
    </>
  );
}

type Events = Extract<ReturnType<typeof useEvents>["events"], { data: object }>;
type EventRowsProps = { filters: EventFilters; events: Events; onMore: () => void };

function EventRows({ filters, events, onMore }: EventRowsProps) {
  const { isFiltered, clear } = useEventFilters();
  const { pages } = events.data;
  const records = pages.flatMap((page) => page.records);
  const isSearch = isPayloadSearch(filters);
  // A search that goes on is not over, and has no next page until one is full.
  if (records.length === 0 && isSearch && events.hasNextPage) return null;
  if (records.length === 0) return <NoEvents filters={filters} isFiltered={isFiltered} onClear={clear} />;
  const isNext = events.hasNextPage && (!isSearch || isFullPage(pages.at(-1)));
  return (
    <LiveEventsTable
      listKey={JSON.stringify(filters)}
      records={records}
      isLong={pages.length > 1}
      isOtherFilter={events.isPlaceholderData}
      onLoadMore={isNext ? onMore : undefined}
      isLoadingMore={events.isFetchingNextPage}
    />
  );
}
