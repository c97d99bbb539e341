import type { QueryClient, QueryFilters } from "@tanstack/react-query";
import { eventQueries } from "./events.ts";
import type { Changed } from "./follow-events.ts";
import { workspaceQueries } from "./workspaces.ts";

/** What is shown is read again at most this often, however much happens; a long list less often. */
const REFRESH_MS = 1_000;

/** What changed since the last reading. */
type News = { ids: ReadonlySet<string>; isAll: boolean };
const NOTHING: News = { ids: new Set(), isAll: false };

/** Reads again what the page shows of the events that changed. */
export function createLiveRefresh(client: QueryClient, workspaceId: string) {
  let news = NOTHING;
  let lastAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pauseMs(): number {
    const lists = client.getQueriesData<{ pages: unknown[] }>({
      queryKey: eventQueries.lists(workspaceId),
      type: "active",
    });
    return REFRESH_MS * Math.max(1, ...lists.map(([, data]) => data?.pages.length ?? 1));
  }

  function schedule(): void {
    timer ??= setTimeout(run, Math.max(0, lastAt + pauseMs() - performance.now()));
  }

  function run(): void {
    timer = undefined;
    lastAt = performance.now();
    const concerned = concernedQueries(workspaceId, news);
    // A reading that is under way may have begun before the change. It is let through, and followed by another one.
    const isReading = concerned.some((filters) => client.isFetching({ ...filters, type: "active" }) > 0);
    if (isReading) schedule();
    else news = NOTHING;
    for (const filters of concerned) void client.invalidateQueries(filters, { cancelRefetch: false });
  }

  return {
    add: (change: Changed): void => {
      news = change === "all" ? { ...news, isAll: true } : { ...news, ids: new Set([...news.ids, change.eventId]) };
      schedule();
    },
    stop: (): void => clearTimeout(timer),
  };
}

/** The lists, the numbers, and the events themselves. What a search in payloads found took seconds, and is left alone. */
function concernedQueries(workspaceId: string, { ids, isAll }: News): QueryFilters[] {
  const isConcerned = ([, , kind, id]: readonly unknown[]) =>
    kind !== "search" && (kind === "list" || isAll || (typeof id === "string" && ids.has(id)));
  return [
    { queryKey: eventQueries.all(workspaceId), predicate: ({ queryKey }) => isConcerned(queryKey) },
    { queryKey: workspaceQueries.allMetrics(workspaceId) },
  ];
}
