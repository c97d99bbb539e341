import type pg from "pg";
import type { AppContext } from "../app-context.ts";
import { claimRuleEvents, type ClaimRequest } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import type { InFlight } from "./in-flight.ts";
import { claimPaced } from "./pace/claim-paced.ts";
import type { Paces } from "./pace/pace.ts";
import { createPacedClaims } from "./pace/paced-claims.ts";

/** One claim takes at most the full share of this many connections. */
const CLAIMED_CONNECTIONS = 4;

type WorkDeps = Pick<AppContext, "env" | "log"> & {
  pool: pg.Pool;
  leaseToken: string;
  paces: Paces;
  inFlight: InFlight;
  budget: { limited(): ClaimRequest["limited"] };
  start: (claimed: ClaimedRuleEvent) => void;
  wake: () => void;
};

/** Fills the free places of a worker with what is due, at the pace of each provider. */
export function createWorkClaims({ env, log, pool, leaseToken, paces, inFlight, budget, start, wake }: WorkDeps) {
  const { leaseMs, deliveryConcurrency, connectionConcurrency: perConnection } = env;
  const base = { leaseToken, leaseMs, perConnection, paces };
  const paced = createPacedClaims({
    claim: (limit) => claimPaced(pool, { ...base, limit, limited: budget.limited() }),
    wake,
    onError: (error) => log.error({ err: error }, "Claiming at the pace of providers failed"),
  });

  async function claim(): Promise<"more" | "idle"> {
    const most = Math.min(deliveryConcurrency - inFlight.size(), perConnection * CLAIMED_CONNECTIONS);
    if (most <= 0) return "idle";
    // Half of the places, by chance where they cannot be halved: neither kind of work can keep the other waiting.
    const atPace = await paced.claim(Math.floor(most / 2 + Math.random()));
    atPace.forEach(start);
    const limit = most - atPace.length;
    if (limit === 0) return "more";
    const { claimed, pacedInMs } = await claimRuleEvents(pool, { ...base, limit, limited: budget.limited() });
    paced.note(pacedInMs);
    claimed.forEach(start);
    return claimed.length >= limit || paced.isTime() ? "more" : "idle";
  }

  /** One delivery that was lost again and again. A provider's limits count for these too. */
  async function claimSuspect(): Promise<ClaimedRuleEvent[]> {
    const one: ClaimRequest = { ...base, kind: "suspect", limit: 1, limited: [] };
    const { claimed, pacedInMs = Infinity } = await claimRuleEvents(pool, one);
    return claimed.length > 0 || pacedInMs > 0 ? claimed : claimPaced(pool, one);
  }

  return {
    claim,
    claimSuspect,
    /** An attempt is over. */
    finished: ({ integrationType }: ClaimedRuleEvent): void => {
      if (paces.has(integrationType)) paced.lift();
      wake();
    },
    stop: () => paced.stop(),
  };
}
