import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { AppContext } from "../app-context.ts";
import { claimRuleEvents, type ClaimedRuleEvent } from "./claim.ts";
import { createConnectionBudget } from "./connection-budget.ts";
import { createDeliver } from "./deliver.ts";
import { createRecorder } from "./recorder.ts";
import { renewLeases } from "./renew-leases.ts";
import { createSettingsCache } from "./settings-cache.ts";
import { sweep } from "./sweep.ts";
import { createTicker } from "./ticker.ts";
import { beat, retireWorker } from "./worker-heartbeat.ts";

/** The safety net below notifications: how late a due delivery can be noticed. */
const POLL_MS = 500;
/** Claims are at least this far apart, so that a busy worker claims in batches. */
const CLAIM_GAP_MS = 8;
const HEARTBEAT_MS = 5_000;
const FAILURE_PAUSE_MS = 1_000;

export type Worker = {
  /** Looks for due work now. */
  wake(): void;
  /** Takes no new work, waits up to `graceMs` for what is in flight, and records it. */
  stop(graceMs: number): Promise<void>;
  /** When the worker last talked to the database, for readiness. */
  lastBeatAt(): number;
};

type WorkerDeps = Pick<AppContext, "db" | "env" | "log" | "egress" | "sealer"> & { pool: pg.Pool };

export function startWorker(deps: WorkerDeps): Worker {
  const { env, pool, log } = deps;
  const leaseToken = randomUUID();
  // By attempt, not by rule event: after a lost lease the same worker may hold two attempts of one rule event.
  const running = new Set<{ claimed: ClaimedRuleEvent; renewAt: number }>();
  const budget = createConnectionBudget(env.connectionConcurrency);
  const deliver = createDeliver(deps, createSettingsCache(deps));
  const recorder = createRecorder({ pool, leaseToken, schedule: env.retryScheduleMs, log });
  let beatAt = Date.now();

  async function claim(): Promise<"more" | "idle"> {
    const free = env.deliveryConcurrency - running.size;
    if (free <= 0) return "idle";
    const limit = Math.min(free, env.connectionConcurrency * 4);
    const claimed = await claimRuleEvents(pool, {
      leaseToken,
      leaseMs: env.leaseMs,
      limit,
      perConnection: env.connectionConcurrency,
      limited: budget.limited(),
    });
    for (const item of claimed) void attempt(item);
    return claimed.length >= limit ? "more" : "idle";
  }

  async function attempt(claimed: ClaimedRuleEvent): Promise<void> {
    const item = { claimed, renewAt: Date.now() + env.leaseMs / 3 };
    running.add(item);
    budget.start(claimed.connectionId);
    const outcome = await deliver(claimed);
    budget.finish(claimed.connectionId, outcome.code !== "timeout" && outcome.code !== "network_error");
    await recorder.record({ claimed, outcome });
    running.delete(item);
    claims.wake();
  }

  async function renew(): Promise<void> {
    const now = Date.now();
    const due = [...running].filter(({ renewAt }) => renewAt <= now);
    if (due.length === 0) return;
    for (const item of due) item.renewAt = now + env.leaseMs / 3;
    await renewLeases(pool, leaseToken, env.leaseMs, due.map(({ claimed }) => claimed.id));
  }

  const onError = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const timing = { pauseMs: FAILURE_PAUSE_MS };
  const claims = createTicker({ pauseMs: POLL_MS, everyMs: POLL_MS, gapMs: CLAIM_GAP_MS, run: claim, onError: onError("Claiming work failed") });
  const leases = createTicker({ ...timing, everyMs: env.leaseMs / 4, run: renew, onError: onError("Renewing leases failed") });
  const sweeps = createTicker({ ...timing, everyMs: POLL_MS * 2, run: () => sweep(deps), onError: onError("Sweeping failed") });
  const beats = createTicker({
    ...timing,
    everyMs: HEARTBEAT_MS,
    run: async () => {
      await beat(pool, leaseToken);
      beatAt = Date.now();
    },
    onError: onError("The worker heartbeat failed"),
  });
  claims.wake();
  beats.wake();

  return {
    wake: () => claims.wake(),
    lastBeatAt: () => beatAt,
    stop: async (graceMs) => {
      await Promise.all([claims.stop(), sweeps.stop(), beats.stop()]);
      await recorder.idle(() => running.size === 0, graceMs);
      await leases.stop();
      if (running.size > 0) log.warn({ in_flight: running.size }, "Stopped with attempts in flight: their leases run out and others deliver them");
      await retireWorker(pool, leaseToken).catch(onError("Retiring the worker failed"));
    },
  };
}
