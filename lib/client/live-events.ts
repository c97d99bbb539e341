import type { QueryClient } from "@tanstack/react-query";
import type { CurrentSession } from "#lib/contracts/sessions.ts";
import { eventQueries } from "./events.ts";
import type { Changed } from "./follow-events.ts";
import { followTogether, isMultiplexed } from "./follow-together.ts";
import { setStreaming } from "./live.ts";
import { workspaceQueries } from "./workspaces.ts";

/** What is shown is read again at most this often, however much happens; a long list less often. */
const REFRESH_MS = 1_000;

/** Follows the events of the workspace while the page can be seen: a hidden one would only hold a connection. */
export function startLiveEvents(client: QueryClient, session: CurrentSession, signal: AbortSignal): void {
  const { workspace_id: workspaceId, resource, resource_id: resourceId } = session;
  const company = {
    view: JSON.stringify([workspaceId, resource, resourceId]),
    locks: navigator.locks as LockManager | undefined,
    isMultiplexed: isMultiplexed(),
  };
  const refresh = createRefresh(client, workspaceId);
  const place = { lastId: "" };
  let visit: AbortController | undefined;
  const listener = {
    onChanged: refresh.add,
    onStreaming: (isStreaming: boolean) => {
      setStreaming(isStreaming);
      // The pause before the next reading is chosen when one ends.
      if (!isStreaming && !signal.aborted) refresh.add("all");
    },
  };
  const follow = () => {
    visit?.abort();
    if (document.visibilityState === "hidden" || signal.aborted) return;
    visit = new AbortController();
    void followTogether({ workspaceId, place, signal: visit.signal, ...listener }, company);
  };
  document.addEventListener("visibilitychange", follow, { signal });
  signal.addEventListener("abort", () => {
    visit?.abort();
    refresh.stop();
  });
  follow();
}

function createRefresh(client: QueryClient, workspaceId: string) {
  let changed = new Set<string>();
  let isAll = false;
  let lastAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pauseMs(): number {
    const lists = client.getQueriesData<{ pages: unknown[] }>({
      queryKey: eventQueries.lists(workspaceId),
      type: "active",
    });
    return REFRESH_MS * Math.max(1, ...lists.map(([, data]) => data?.pages.length ?? 1));
  }

  function run(): void {
    timer = undefined;
    lastAt = performance.now();
    const [ids, everything] = [changed, isAll];
    [changed, isAll] = [new Set(), false];
    const isConcerned = ([, , kind, id]: readonly unknown[]) =>
      kind === "list" || everything || (typeof id === "string" && ids.has(id));
    const options = { cancelRefetch: false };
    void client.invalidateQueries(
      { queryKey: eventQueries.all(workspaceId), predicate: ({ queryKey }) => isConcerned(queryKey) },
      options,
    );
    void client.invalidateQueries({ queryKey: workspaceQueries.metrics(workspaceId).queryKey }, options);
  }

  return {
    add: (change: Changed): void => {
      if (change === "all") isAll = true;
      else changed.add(change.eventId);
      timer ??= setTimeout(run, Math.max(0, lastAt + pauseMs() - performance.now()));
    },
    stop: (): void => clearTimeout(timer),
  };
}
