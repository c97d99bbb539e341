import type { QueryClient } from "@tanstack/react-query";
import type { CurrentSession } from "#lib/contracts/sessions.ts";
import { followTogether, isMultiplexed } from "./follow-together.ts";
import { createLiveRefresh } from "./live-refresh.ts";
import { setStreaming } from "./live.ts";

/** Follows the events of the workspace while the page can be seen: a hidden one would only hold a connection. */
export function startLiveEvents(client: QueryClient, session: CurrentSession, signal: AbortSignal): void {
  const { workspace_id: workspaceId, resource, resource_id: resourceId } = session;
  const company = {
    view: JSON.stringify([workspaceId, resource, resourceId]),
    locks: navigator.locks as LockManager | undefined,
    isMultiplexed: isMultiplexed(),
  };
  const refresh = createLiveRefresh(client, workspaceId);
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
