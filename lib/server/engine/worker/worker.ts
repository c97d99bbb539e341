import { randomUUID } from "node:crypto";
import type pg from "pg";
import { retireWorker, writeHeartbeat } from "#lib/server/db/worker-heartbeat.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import { blockRateLimited } from "#lib/server/engine/queue/pace/block-rate-limited.ts";
import { pacesOf } from "#lib/server/engine/queue/pace/pace.ts";
import { createPromotion } from "#lib/server/engine/queue/promote.ts";
import { createScheduler } from "#lib/server/runtime/ticker.ts";
import type { Vitals } from "#lib/server/runtime/vitals.ts";
import { LOOK_MS } from "./claim-turns.ts";
import { createWorkClaims, runQuarantine } from "./claim-work.ts";
import { createDeliver } from "./deliver.ts";
import { createInFlight } from "./in-flight.ts";
import { startMaintenance } from "./maintenance.ts";
import { createRecorder } from "./recorder.ts";
import { createSettingsCache } from "./settings-cache.ts";
import { createWorkerPlaces } from "./worker-places.ts";

const HEARTBEAT_MS = 5_000;
/** How late a retry, or an attempt whose worker died, can be. */
const PROMOTE_MS = 250;

export type Worker = {
  /** Looks for due work now. */
  wake(): void;
  /** These connections have new deliveries, accepted by this process. */
  arrived(connectionIds: readonly string[]): void;
  /** Whether most of its places are free, so that it can be left to it what comes. */
  hasRoom(): boolean;
  /** Takes no new work, waits up to `graceMs` for what is in flight, and records it. */
  stop(graceMs: number): Promise<void>;
  /** When the worker last talked to the database, by the clock of `performance`. */
  lastBeatAt(): number;
};

type WorkerDeps = Pick<ConnectionsApp, "db" | "env" | "log" | "egress" | "sealer" | "destinations" | "tokens"> & {
  pool: pg.Pool;
  vitals: Vitals;
};

export function startWorker(deps: WorkerDeps): Worker {
  const { env, pool, log, vitals } = deps;
  const { leaseMs } = env;
  const leaseToken = randomUUID();
  const paces = pacesOf(deps.destinations);
  const inFlight = createInFlight({ pool, leaseToken, leaseMs });
  const places = createWorkerPlaces({ total: env.deliveryConcurrency, perConnection: env.connectionConcurrency });
  const deliver = createDeliver(deps, createSettingsCache(deps));
  const recorder = createRecorder({ pool, leaseToken, schedule: env.retryScheduleMs, log, vitals });
  const block = blockRateLimited({ pool, log, paces });
  const start = (claimed: ClaimedRuleEvent) => void attempt(claimed);
  const work = createWorkClaims({ ...deps, leaseToken, paces, places, inFlight, start, wake: () => claims.wake() });
  let beatAt = performance.now();
  let isStopping = false;

  async function attempt(claimed: ClaimedRuleEvent): Promise<void> {
    const release = inFlight.hold(claimed);
    const leave = places.hold(claimed);
    const outcome = await deliver(claimed);
    places.answered(claimed.connectionId, outcome.code !== "timeout" && outcome.code !== "network_error");
    await block(claimed, outcome);
    // After a success the next can start at once; what a failure means for the next has to be recorded first.
    if (outcome.kind === "delivered") {
      leave();
      work.vacated();
    }
    await recorder.record({ claimed, outcome });
    leave();
    release();
    work.finished(claimed);
  }

  async function sendHeartbeat(): Promise<void> {
    await writeHeartbeat(pool, leaseToken);
    beatAt = performance.now();
  }

  const every = createScheduler(log);
  const claims = every(LOOK_MS, "Claiming work", () => vitals.watch("claims", work.claim), { pauseMs: LOOK_MS });
  const promotions = every(PROMOTE_MS, "Promoting what is due", createPromotion(pool, work.wake));
  const quarantine = every(LOOK_MS, "Claiming what was lost before", runQuarantine(work.claimQuarantined, attempt));
  const leases = every(leaseMs / 4, "Renewing leases", () => inFlight.renew(), { pauseMs: leaseMs / 24 });
  const maintenance = startMaintenance(deps);
  const heartbeats = every(HEARTBEAT_MS, "The worker heartbeat", sendHeartbeat);
  claims.wake();
  heartbeats.wake();

  return {
    wake: () => {
      work.wake();
      maintenance.wake();
    },
    arrived: work.arrived,
    hasRoom: () => !isStopping && places.areMostlyFree(),
    lastBeatAt: () => beatAt,
    stop: async (graceMs) => {
      isStopping = true;
      work.stop();
      await Promise.all([claims, promotions, quarantine, maintenance, heartbeats].map((part) => part.stop()));
      await recorder.idle(() => inFlight.size() === 0, graceMs);
      await leases.stop();
      await retire(deps, leaseToken, inFlight.size());
    },
  };
}

async function retire({ pool, log }: WorkerDeps, leaseToken: string, left: number): Promise<void> {
  if (left > 0)
    log.warn({ in_flight: left }, "Stopped with attempts in flight: their leases run out and others deliver");
  await retireWorker(pool, leaseToken).catch((error: unknown) =>
    log.error({ err: error }, "Retiring the worker failed"),
  );
}
