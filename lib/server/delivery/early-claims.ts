import { createBusyConnections } from "./busy-connections.ts";
import type { Given } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import type { DueConnection } from "./find-due.ts";
import { isPaced } from "./pace/claim-paced.ts";
import type { WorkerPlaces } from "./worker-places.ts";

export type EarlyClaim = {
  connections: readonly DueConnection[];
  claimed: readonly ClaimedRuleEvent[];
  /** The connections that gave all they had. */
  emptied: ReadonlySet<string>;
};

const NOTHING: EarlyClaim = { connections: [], claimed: [], emptied: new Set() };

/**
 * Claims from connections that are busy before anything is looked for. Only while most places are free: then nobody is
 * kept waiting by what starts before it is known who else is due.
 */
export function createEarlyClaims(options: {
  dueMax: number;
  places: Pick<WorkerPlaces, "areMostlyFree" | "shareOut">;
  claim: (given: readonly Given<DueConnection>[]) => Promise<ClaimedRuleEvent[]>;
}) {
  const { dueMax, places } = options;
  const busy = createBusyConnections<DueConnection>();

  return {
    /** `most`: how many it may claim. */
    claim: async (most: number): Promise<EarlyClaim> => {
      const connections = busy.now();
      if (connections.length === 0 || !places.areMostlyFree()) return NOTHING;
      const shares = places.shareOut(
        connections.map((connection) => ({ ...connection, due: dueMax })),
        most,
      );
      const claimed = await options.claim(givenTo(connections, shares));
      const counts = countBy(claimed);
      const ids = connections.map(({ connectionId }) => connectionId);
      const emptied = ids.filter((id) => (counts.get(id) ?? 0) < (shares.get(id) ?? 0));
      return { connections, claimed, emptied: new Set(emptied) };
    },
    /** What was claimed in all, from which connections. Those with limits of their own are always looked at first. */
    note: (connections: readonly DueConnection[], claimed: readonly ClaimedRuleEvent[]): void => {
      const counts = countBy(claimed);
      busy.note(connections.filter((one) => !isPaced(one) && counts.has(one.connectionId)));
    },
  };
}

/** What each connection was given of the places, for those that were given any. */
export function givenTo(
  connections: readonly DueConnection[],
  shares: ReadonlyMap<string, number>,
): Given<DueConnection>[] {
  return connections.flatMap((holder) => {
    const share = shares.get(holder.connectionId) ?? 0;
    return share > 0 ? [{ holder, places: share }] : [];
  });
}

function countBy(claimed: readonly ClaimedRuleEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { connectionId } of claimed) counts.set(connectionId, (counts.get(connectionId) ?? 0) + 1);
  return counts;
}
