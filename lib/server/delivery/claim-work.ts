import type pg from "pg";
import type { AppContext } from "../app-context.ts";
import { claimGiven, type Given, type Lease } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import { createEarlyClaims, givenTo } from "./early-claims.ts";
import type { InFlight } from "./in-flight.ts";
import { createFinder, type DueConnection } from "./find-due.ts";
import { claimPaced, isPaced, startableNow, type PacedConnection, type PacedGiven } from "./pace/claim-paced.ts";
import type { Paces } from "./pace/pace.ts";
import { createPacedClaims } from "./pace/paced-claims.ts";
import { createUnplaced } from "./unplaced.ts";
import type { WorkerPlaces } from "./worker-places.ts";

/** One claim takes at most the full share of this many connections. */
const CLAIMED_CONNECTIONS = 4;
/**
 * A place is free again as soon as the endpoint has answered. How much may be held in all, with what is being recorded:
 * so many times the places.
 */
const HELD_FACTOR = 2;
/** After so many looks without anything to claim, the rest of a long row of connections waits for the next wake-up. */
const FRUITLESS_LOOKS_MAX = 8;
/** When a connection may have room again whose attempts, on other nodes too, are as many as its provider takes. */
const CROWDED_MS = 100;

type WorkDeps = Pick<AppContext, "env" | "log"> & {
  pool: pg.Pool;
  leaseToken: string;
  paces: Paces;
  places: WorkerPlaces;
  inFlight: Pick<InFlight, "size">;
  start: (claimed: ClaimedRuleEvent) => void;
  wake: () => void;
};

/** Fills the free places of a worker with what is due: shared out fairly, and at the pace of each provider. */
export function createWorkClaims({ env, log, pool, leaseToken, paces, places, inFlight, start, wake }: WorkDeps) {
  const { leaseMs, connectionConcurrency: dueMax, deliveryConcurrency } = env;
  const lease = { leaseToken, leaseMs };
  const find = createFinder(pool);
  let fruitless = 0;
  const unplaced = createUnplaced(wake);
  const paced = createPacedClaims({
    claim: (given: readonly PacedGiven[]) => claimPaced(pool, { ...lease, paces }, given),
    wake,
    onError: (error) => log.error({ err: error }, "Claiming at the pace of providers failed"),
  });
  const unheld = () => deliveryConcurrency * HELD_FACTOR - inFlight.size();
  /** How many attempts one claim may start at most. */
  const room = () => Math.min(places.free(), unheld(), dueMax * CLAIMED_CONNECTIONS);
  const startSome = (given: readonly Given<DueConnection>[]) => startAll({ pool, lease, paced, start }, given);
  const early = createEarlyClaims({ dueMax, places, claim: startSome });

  async function claim(): Promise<"more" | "idle"> {
    const hasMissed = unplaced.begin();
    const result = await look();
    return hasMissed() ? "more" : result;
  }

  async function look(): Promise<"more" | "idle"> {
    const first = await early.claim(room());
    const most = room();
    if (most <= 0) return "idle";
    const full = places.full();
    const { connections: found, isWhole } = await find({ paces, full, dueMax });
    // What has come since to those that gave all they had wakes the claims by itself.
    const connections = found.filter(({ connectionId }) => !first.emptied.has(connectionId));
    const candidates = candidatesAmong(connections);
    const shares = places.shareOut(candidates, most);
    // Who is refused by the share-out can go when an attempt ends, which wakes the claims by itself.
    const refused = new Set(candidates.map((one) => one.connectionId).filter((id) => !shares.has(id)));
    paced.note(soonest(connections.filter(isPaced).filter(({ connectionId }) => !refused.has(connectionId))));
    const claimed = await startSome(givenTo(connections, shares));
    early.note([...first.connections, ...connections], [...first.claimed, ...claimed]);
    fruitless = first.claimed.length + claimed.length > 0 ? 0 : fruitless + 1;
    unplaced.note(!isWhole || full.length > 0 || !areServed(connections, shares, dueMax));
    if (!isWhole) return fruitless < FRUITLESS_LOOKS_MAX ? "more" : "idle";
    const isCut = claimed.length >= most || connections.some(({ connectionId }) => shares.get(connectionId) === dueMax);
    return claimed.length > 0 && isCut ? "more" : "idle";
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

  return {
    claim,
    claimSuspect: () => claimSuspect(pool, find, { ...lease, paces }),
    /** An attempt has left its place, and is not over yet. */
    vacated: unplaced.vacated,
    /** An attempt is over. */
    finished: ({ integrationType }: ClaimedRuleEvent): void => {
      unplaced.vacated();
      if (!paces.has(integrationType)) return;
      paced.lift();
      wake();
    },
    stop: () => paced.stop(),
  };
}

type Starting = Pick<WorkDeps, "pool" | "start"> & {
  lease: Lease;
  paced: { claim: (given: readonly PacedGiven[]) => Promise<ClaimedRuleEvent[]> };
};

/** What was claimed is started at once: a claim that fails after it must not leave it to its lease. */
async function startAll(
  { pool, lease, paced, start }: Starting,
  given: readonly Given<DueConnection>[],
): Promise<ClaimedRuleEvent[]> {
  const ofPaced = given.flatMap(({ holder, places: count }) => (isPaced(holder) ? [{ holder, places: count }] : []));
  const atPace = ofPaced.length === 0 ? [] : await paced.claim(ofPaced);
  atPace.forEach(start);
  const others = await claimGiven(
    pool,
    lease,
    given.filter(({ holder }) => !isPaced(holder)),
  );
  others.forEach(start);
  return [...atPace, ...others];
}

/** One delivery that was lost again and again. A provider's limits count for these too. */
async function claimSuspect(
  pool: pg.Pool,
  find: ReturnType<typeof createFinder>,
  request: Lease & { paces: Paces },
): Promise<ClaimedRuleEvent[]> {
  const { connections } = await find({ kind: "suspect", paces: request.paces, full: [], dueMax: 1 });
  for (const holder of connections) {
    const claimed = isPaced(holder)
      ? await claimPaced(pool, { ...request, kind: "suspect" }, startableNow(holder) > 0 ? [{ holder, places: 1 }] : [])
      : await claimGiven(pool, request, [{ holder, places: 1 }], "suspect");
    if (claimed.length > 0) return claimed;
  }
  return [];
}

/** Whether all that these have due was given a place. */
function areServed(
  connections: readonly DueConnection[],
  shares: ReadonlyMap<string, number>,
  dueMax: number,
): boolean {
  return connections.every(({ connectionId, due }) => due < dueMax && shares.get(connectionId) === due);
}

/** When the first of them can start something. */
function soonest(connections: readonly PacedConnection[]): number | undefined {
  const times = connections.map((found) =>
    found.pace.readyInMs > 0 || startableNow(found) > 0 ? found.pace.readyInMs : CROWDED_MS,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
