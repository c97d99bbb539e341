import type pg from "pg";
import { renewWatches, settleWatch } from "./change-log.ts";

const RENEW_MS = 60_000;

type State = { renewedAt: number; begun: bigint; since: bigint | undefined };

/** Keeps a watch on every workspace that has a stream on this node. */
export function createWatches(pool: pg.Pool) {
  const states = new Map<string, State>();

  return {
    /** From where on the changes of the workspace are known; undefined while that is not sure. */
    since: (workspaceId: string): bigint | undefined => states.get(workspaceId)?.since,

    /** Renews what is due. Returns the workspaces whose changes may have been missed, because a watch had lapsed. */
    keep: async (workspaceIds: ReadonlySet<string>): Promise<string[]> => {
      for (const id of states.keys()) if (!workspaceIds.has(id)) states.delete(id);
      const now = performance.now();
      const isDue = (id: string) => now - (states.get(id)?.renewedAt ?? -Infinity) >= RENEW_MS;
      const due = [...workspaceIds].filter(isDue);
      if (due.length === 0) return [];
      const { watches, begun } = await renewWatches(pool, due);
      const lapsed = watches.filter(
        ({ workspaceId, since }) => since === undefined && states.get(workspaceId)?.since !== undefined,
      );
      for (const { workspaceId, since } of watches) states.set(workspaceId, { renewedAt: now, begun, since });
      return lapsed.map(({ workspaceId }) => workspaceId);
    },

    /** `horizon`: every transaction below it has ended. */
    settle: async (horizon: bigint): Promise<void> => {
      for (const [workspaceId, state] of states) {
        if (state.since !== undefined || horizon < state.begun) continue;
        await settleWatch(pool, workspaceId, state.begun);
        state.since = state.begun;
      }
    },
  };
}
