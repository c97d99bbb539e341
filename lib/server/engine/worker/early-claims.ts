import type { Given } from "#lib/server/engine/queue/claim.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import type { DueConnection } from "#lib/server/engine/queue/find-due.ts";
import { isPaced } from "#lib/server/engine/queue/pace/paced-connection.ts";
import { createKnownConnections } from "./known-connections.ts";
import type { WorkerPlaces } from "./worker-places.ts";

export type EarlyClaim = {
  claimed: readonly ClaimedRuleEvent[];
  /** The connections that gave all they had. */
  emptied: ReadonlySet<string>;
  /** Whether some have to be looked at before anything can be claimed from them. */
  isLookNeeded: boolean;
};

/**
 * Claims what this process knows to be due without looking for it, from connections that a look has found lately: under
 * a steady load that saves nearly every delivery the time of a look. Only while most places are free: then nobody is kept
 * waiting by what starts before it is known who else is due.
 */
export function createEarlyClaims(options: {
  dueMax: number;
  places: Pick<WorkerPlaces, "areMostlyFree" | "shareOut">;
  claim: (given: readonly Given<DueConnection>[]) => Promise<ClaimedRuleEvent[]>;
}) {
  const { dueMax, places } = options;
  const known = createKnownConnections<DueConnection>();
  let due = new Set<string>();

  const add = (connectionIds: readonly string[]): void => {
    for (const id of connectionIds) due.add(id);
  };

  return {
    /** These connections have deliveries that are due. */
    add,
    /** Whether some are due that were not claimed, or not yet. */
    isAnyLeft: (): boolean => due.size > 0,
    /** Claims from those that were added, `most` in all. Those that do not give all they have remain. */
    claim: async (most: number): Promise<EarlyClaim> => {
      const ids = due;
      due = new Set();
      const connections = places.areMostlyFree() ? known.among(ids) : [];
      const isLookNeeded = connections.length < ids.size;
      if (connections.length === 0) return { claimed: [], emptied: new Set(), isLookNeeded };
      const shares = places.shareOut(
        connections.map((connection) => ({ ...connection, due: dueMax })),
        most,
      );
      const claimed = await options.claim(givenTo(connections, shares));
      const counts = countBy(claimed);
      const isEmptied = (id: string) => (counts.get(id) ?? 0) < (shares.get(id) ?? 0);
      const tried = connections.map(({ connectionId }) => connectionId);
      add(tried.filter((id) => !isEmptied(id)));
      return { claimed, emptied: new Set(tried.filter(isEmptied)), isLookNeeded };
    },
    /** What a look has found. Connections with limits of their own are always looked at first. */
    found: (connections: readonly DueConnection[]): void => known.found(connections.filter((one) => !isPaced(one))),
    /** Takes over those of these that are known, and returns the others. */
    takeOver: (connectionIds: readonly string[]): string[] => {
      const ids = new Set(known.among(connectionIds).map(({ connectionId }) => connectionId));
      add([...ids]);
      return connectionIds.filter((id) => !ids.has(id));
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

export type EarlyClaims = ReturnType<typeof createEarlyClaims>;
