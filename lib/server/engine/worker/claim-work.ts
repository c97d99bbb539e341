import type pg from "pg";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { claimGiven, type Given, type Lease } from "#lib/server/engine/queue/claim.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import { createFinder, type DueConnection } from "#lib/server/engine/queue/find-due.ts";
import { claimPaced } from "#lib/server/engine/queue/pace/claim-paced.ts";
import type { Paces } from "#lib/server/engine/queue/pace/pace.ts";
import { createPacedClaims } from "#lib/server/engine/queue/pace/paced-claims.ts";
import { isPaced, startableNow, type PacedGiven } from "#lib/server/engine/queue/pace/paced-connection.ts";
import { createClaimTurns } from "./claim-turns.ts";
import { createEarlyClaims } from "./early-claims.ts";
import { createFoundClaims } from "./found-claims.ts";
import type { InFlight } from "./in-flight.ts";
import type { WorkerPlaces } from "./worker-places.ts";

/** Claims what is in quarantine one by one: when one of them ends this process, no other loses its lease with it. */
export function runQuarantine(
  claimOne: () => Promise<ClaimedRuleEvent[]>,
  attempt: (claimed: ClaimedRuleEvent) => Promise<void>,
): () => Promise<void> {
  let isBusy = false;
  return async () => {
    if (isBusy) return;
    const [claimed] = await claimOne();
    if (claimed === undefined) return;
    isBusy = true;
    void attempt(claimed).finally(() => {
      isBusy = false;
    });
  };
}

/** One claim takes at most the full share of this many connections. */
const CLAIMED_CONNECTIONS = 4;
/**
 * A place is free again as soon as the endpoint has answered. How much may be held in all, with what is being recorded:
 * so many times the places.
 */
const HELD_FACTOR = 2;
type WorkDeps = Pick<ConnectionsApp, "env" | "log"> & {
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
  const turns = createClaimTurns(wake);
  const paced = createPacedClaims({
    claim: (given: readonly PacedGiven[]) => claimPaced(pool, { ...lease, paces }, given),
    wake: turns.wakeToLook,
    onError: (error) => log.error({ err: error }, "Claiming at the pace of providers failed"),
  });
  const unheld = () => deliveryConcurrency * HELD_FACTOR - inFlight.size();
  /** How many attempts one claim may start at most. */
  const room = () => Math.min(places.free(), unheld(), dueMax * CLAIMED_CONNECTIONS);
  const startSome = (given: readonly Given<DueConnection>[]) => startAll({ pool, lease, paced, start }, given);
  const early = createEarlyClaims({ dueMax, places, claim: startSome });
  const claimFound = createFoundClaims({
    find: (full) => find({ paces, full, dueMax }),
    dueMax,
    places,
    paced,
    early,
    room,
    claim: startSome,
  });

  return {
    claim: () => turns.take({ room, early, claimFound }),
    /** Has all that is due looked for. */
    wake: turns.wakeToLook,
    /** These connections have new deliveries, accepted by this process. */
    arrived: (connectionIds: readonly string[]): void => {
      early.add(connectionIds);
      wake();
    },
    claimQuarantined: () => claimQuarantined(pool, find, { ...lease, paces }),
    /** An attempt has left its place, and is not over yet. */
    vacated: turns.vacated,
    /** An attempt is over. */
    finished: ({ integrationType }: ClaimedRuleEvent): void => {
      turns.vacated();
      if (!paces.has(integrationType)) return;
      paced.lift();
      turns.wakeToLook();
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
async function claimQuarantined(
  pool: pg.Pool,
  find: ReturnType<typeof createFinder>,
  request: Lease & { paces: Paces },
): Promise<ClaimedRuleEvent[]> {
  const { connections } = await find({ kind: "quarantined", paces: request.paces, full: [], dueMax: 1 });
  for (const holder of connections) {
    const claimed = isPaced(holder)
      ? await claimPaced(
          pool,
          { ...request, kind: "quarantined" },
          startableNow(holder) > 0 ? [{ holder, places: 1 }] : [],
        )
      : await claimGiven(pool, request, [{ holder, places: 1 }], "quarantined");
    if (claimed.length > 0) return claimed;
  }
  return [];
}
