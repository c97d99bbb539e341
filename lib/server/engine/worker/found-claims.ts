import type { Given } from "#lib/server/engine/queue/claim.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import type { DueConnection, Look } from "#lib/server/engine/queue/find-due.ts";
import type { PacedClaims } from "#lib/server/engine/queue/pace/paced-claims.ts";
import { isPaced, startableNow, type PacedConnection } from "#lib/server/engine/queue/pace/paced-connection.ts";
import { givenTo, type EarlyClaim, type EarlyClaims } from "./early-claims.ts";
import type { WorkerPlaces } from "./worker-places.ts";

/** After so many looks without anything to claim, the rest of a long row of connections waits for the next wake-up. */
const FRUITLESS_LOOKS_MAX = 8;
/** When a connection may have room again whose attempts, on other nodes too, are as many as its provider takes. */
const CROWDED_MS = 100;

export type FoundClaim = {
  /** Something is due that was not claimed, and that needs another look. */
  isAnyLeft: boolean;
  /** That look is due at once. */
  isMore: boolean;
};

/** Looks for what is due, and claims from all who have something. */
export function createFoundClaims(options: {
  /** Of `full` connections nothing is counted. */
  find: (full: readonly string[]) => Promise<Look>;
  dueMax: number;
  places: Pick<WorkerPlaces, "full" | "shareOut">;
  paced: Pick<PacedClaims<never>, "note" | "isTime">;
  early: Pick<EarlyClaims, "found" | "takeOver">;
  room: () => number;
  claim: (given: readonly Given<DueConnection>[]) => Promise<ClaimedRuleEvent[]>;
}): (first: EarlyClaim) => Promise<FoundClaim> {
  const { find, dueMax, places, paced, early, room, claim } = options;
  let fruitless = 0;

  async function claimFound(first: EarlyClaim): Promise<FoundClaim> {
    const most = room();
    if (most <= 0) return { isAnyLeft: true, isMore: false };
    const full = places.full();
    const { connections: found, isWhole } = await find(full);
    // Whether more has come since to those that gave all they had is known.
    const connections = found.filter(({ connectionId }) => !first.emptied.has(connectionId));
    const candidates = candidatesAmong(connections);
    const shares = places.shareOut(candidates, most);
    // Who is refused by the share-out can go when an attempt ends, which wakes the claims by itself.
    const refused = new Set(candidates.map((one) => one.connectionId).filter((id) => !shares.has(id)));
    paced.note(soonest(connections.filter(isPaced).filter(({ connectionId }) => !refused.has(connectionId))));
    const claimed = await claim(givenTo(connections, shares));
    early.found(found);
    const left = early.takeOver([...full, ...unserved(connections, shares, dueMax)]);
    fruitless = first.claimed.length + claimed.length > 0 ? 0 : fruitless + 1;
    const isCut = claimed.length >= most || left.some((id) => shares.get(id) === dueMax);
    const isMore = isWhole ? claimed.length > 0 && isCut : fruitless < FRUITLESS_LOOKS_MAX;
    return { isAnyLeft: !isWhole || left.length > 0, isMore };
  }

  /** Those that could start something now, if there were places enough. */
  function candidatesAmong(connections: readonly DueConnection[]): DueConnection[] {
    paced.note(soonest(connections.filter(isPaced)));
    const isTime = paced.isTime();
    return connections.flatMap((found) => {
      const due = !isPaced(found) ? found.due : isTime ? startableNow(found) : 0;
      return due === 0 ? [] : [{ ...found, due }];
    });
  }

  return claimFound;
}

/** Those that have more due than they were given places. */
function unserved(
  connections: readonly DueConnection[],
  shares: ReadonlyMap<string, number>,
  dueMax: number,
): string[] {
  return connections
    .filter(({ connectionId, due }) => due >= dueMax || shares.get(connectionId) !== due)
    .map(({ connectionId }) => connectionId);
}

/** When the first of them can start something. */
function soonest(connections: readonly PacedConnection[]): number | undefined {
  const times = connections.map((found) =>
    found.pace.readyInMs > 0 || startableNow(found) > 0 ? found.pace.readyInMs : CROWDED_MS,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
