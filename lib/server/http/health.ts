import type { Hono } from "hono";
import type pg from "pg";
import type { Health, Readiness } from "#lib/contracts/health.ts";
import { clockOffsetMs } from "#lib/server/db/database-clock.ts";
import type { DiskRoom } from "#lib/server/db/embedded/disk-room.ts";
import { isMigrated } from "#lib/server/db/migrate.ts";
import { withBudget } from "#lib/server/db/statement-limits.ts";
import { countWorkersAlive, WORKER_GONE_SECONDS } from "#lib/server/db/worker-heartbeat.ts";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { VERSION } from "#lib/server/runtime/version.ts";
import type { Vitals } from "#lib/server/runtime/vitals.ts";
import { mountMethodNotAllowed } from "./api-app.ts";
import type { ApiEnv } from "./api-env.ts";

/** Whoever asks whether a node is ready does not wait for long. */
const ANSWER_MS = 2_000;

/** When it last talked to the database, by the clock of `performance`. */
type LivingWorker = { lastBeatAt(): number };

export type HealthDeps = {
  env: Pick<Env, "role">;
  pool: pg.Pool;
  log: Log;
  /** The worker of this process, if it has one. */
  worker: LivingWorker | undefined;
  vitals: Vitals;
  disk: DiskRoom | undefined;
  isStopping: () => boolean;
};

/** `/api/health` answers while the process runs; `/api/ready` when it can do its work. */
export function mountHealth(api: Hono<ApiEnv>, deps: HealthDeps): void {
  api.get("/api/health", (c) => {
    const health: Health = { status: "ok", version: VERSION, uptime_seconds: Math.floor(process.uptime()) };
    return c.json(health);
  });
  api.get("/api/ready", async (c) => {
    const readiness = await withBudget(ANSWER_MS, () => readReadiness(deps));
    const isReady = readiness.status === "ready";
    return c.json(readiness, isReady ? 200 : 503, isReady ? {} : { "Retry-After": "2" });
  });
  for (const path of ["/api/health", "/api/ready"]) mountMethodNotAllowed(api, path, ["GET"]);
}

/**
 * Whether this node can do the work of its role, whatever the others do. The question goes over the connections of that
 * work, and the work itself has a say: a question that is answered proves little while everything else hangs.
 */
async function readReadiness(deps: HealthDeps): Promise<Readiness> {
  const failing = deps.vitals.failing();
  const migrations = await settle(deps, isMigrated(deps.pool));
  const checks: Readiness["checks"] = {
    database: check(migrations !== undefined),
    migrations: check(migrations === true),
    ...(deps.env.role === "worker" ? {} : { ingest: check(!failing.includes("ingest")) }),
    ...(deps.worker === undefined ? {} : { worker: check(isWorking(deps.worker, failing)) }),
  };
  const isReady = Object.values(checks).every((result) => result === "ok") && !deps.isStopping();
  const workers = migrations === undefined ? undefined : await settle(deps, countWorkersAlive(deps.pool));
  return {
    status: isReady ? "ready" : "not_ready",
    checks,
    fleet: { workers: workers ?? null },
    clock_offset_ms: clockOffsetMs(),
    disk: diskOf(deps.disk),
  };
}

/** Only a figure: a node whose disk is low still delivers, shows, and lets somebody make room. */
function diskOf(disk: DiskRoom | undefined): Readiness["disk"] {
  if (disk === undefined) return null;
  const { freeBytes, reserveBytes, isLow } = disk.read();
  return { free_bytes: freeBytes, reserve_bytes: reserveBytes, is_low: isLow };
}

const check = (isWell: boolean) => (isWell ? "ok" : "failing");

function isWorking(worker: LivingWorker, failing: readonly string[]): boolean {
  const isAlive = performance.now() - worker.lastBeatAt() < WORKER_GONE_SECONDS * 1000;
  return isAlive && !failing.includes("claims") && !failing.includes("recording");
}

async function settle<T>(deps: HealthDeps, question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    deps.log.warn({ err: error }, "A readiness check failed");
    return undefined;
  }
}
