import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { AppContext } from "../app-context.ts";
import { claimRuleEvents, type ClaimedRuleEvent } from "./claim.ts";
import { createConnectionBudget } from "./connection-budget.ts";
import { createInFlight } from "./in-flight.ts";
import { createDeliver } from "./deliver.ts";
import { createRecorder } from "./recorder.ts";
import { createSettingsCache } from "./settings-cache.ts";
import { sweep } from "./sweep.ts";
import { foldStats } from "../metrics/fold-stats.ts";
import { pruneStats } from "../metrics/prune-stats.ts";
import { createTicker } from "./ticker.ts";
import { beat, retireWorker } from "./worker-heartbeat.ts";

/** The safety net below notifications: how late a due delivery can be noticed. */
const POLL_MS = 500;
/** Claims are at least this far apart, so that a busy worker claims in batches. */
const CLAIM_GAP_MS = 8;
/** One claim takes at most the full share of this many connections. */
const CLAIMED_CONNECTIONS = 4;
const HEARTBEAT_MS = 5_000;
/** What is not folded yet is read as it is, so this only bounds how much that can be. */
const FOLD_MS = 1_000;
const PRUNE_STATS_MS = 3_600_000;
const FAILURE_PAUSE_MS = 1_000;

export type Worker = {
  /** Looks for due work now. */
  wake(): void;
  /** Takes no new work, waits up to `graceMs` for what is in flight, and records it. */
  stop(graceMs: number): Promise<void>;
  /** When the worker last talked to the database, for readiness. */
  lastBeatAt(): number;
};

type WorkerDeps = Pick<AppContext, "db" | "env" | "log" | "egress" | "sealer" | "destinations"> & { pool: pg.Pool };

export function startWorker(deps: WorkerDeps): Worker {
  const { env, pool, log } = deps;
  const leaseToken = randomUUID();
  const inFlight = createInFlight({ pool, leaseToken, leaseMs: env.leaseMs });
  const budget = createConnectionBudget(env.connectionConcurrency);
  const deliver = createDeliver(deps, createSettingsCache(deps));
  const recorder = createRecorder({ pool, leaseToken, schedule: env.retryScheduleMs, log });
  let beatAt = Date.now();

  async function claim(): Promise<"more" | "idle"> {
    const free = env.deliveryConcurrency - inFlight.size();
    if (free <= 0) return "idle";
    const limit = Math.min(free, env.connectionConcurrency * CLAIMED_CONNECTIONS);
    const perConnection = env.connectionConcurrency;
    const request = { leaseToken, leaseMs: env.leaseMs, limit, perConnection, limited: budget.limited() };
    const claimed = await claimRuleEvents(pool, request);
    for (const item of claimed) void attempt(item);
    return claimed.length >= limit ? "more" : "idle";
  }

  async function attempt(claimed: ClaimedRuleEvent): Promise<void> {
    const release = inFlight.hold(claimed);
    budget.start(claimed.connectionId);
    const outcome = await deliver(claimed);
    budget.finish(claimed.connectionId, outcome.code !== "timeout" && outcome.code !== "network_error");
    await recorder.record({ claimed, outcome });
    release();
    claims.wake();
  }

  async function sayAlive(): Promise<void> {
    await beat(pool, leaseToken);
    beatAt = Date.now();
  }

  const onError = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const every = (
    everyMs: number,
    what: string,
    run: () => Promise<"more" | "idle" | void>,
    pauseMs = FAILURE_PAUSE_MS,
  ) => createTicker({ everyMs, gapMs: CLAIM_GAP_MS, pauseMs, run, onError: onError(`${what} failed`) });
  const claims = every(POLL_MS, "Claiming work", claim, POLL_MS);
  const leases = every(env.leaseMs / 4, "Renewing leases", () => inFlight.renew());
  const sweeps = every(POLL_MS * 2, "Sweeping", () => sweep(deps));
  const folds = every(FOLD_MS, "Folding statistics", () => foldStats(pool));
  const prunes = every(PRUNE_STATS_MS, "Pruning statistics", () => pruneStats(pool));
  const beats = every(HEARTBEAT_MS, "The worker heartbeat", sayAlive);
  claims.wake();
  beats.wake();

  return {
    wake: () => claims.wake(),
    lastBeatAt: () => beatAt,
    stop: async (graceMs) => {
      await Promise.all([claims.stop(), sweeps.stop(), folds.stop(), prunes.stop(), beats.stop()]);
      await recorder.idle(() => inFlight.size() === 0, graceMs);
      await leases.stop();
      const left = inFlight.size();
      if (left > 0)
        log.warn({ in_flight: left }, "Stopped with attempts in flight: their leases run out and others deliver");
      await retireWorker(pool, leaseToken).catch(onError("Retiring the worker failed"));
    },
  };
}
