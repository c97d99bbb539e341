import type { Hono } from "hono";
import type pg from "pg";
import type { Health, Readiness } from "../../contracts/health.ts";
import { isMigrated } from "../db/migrate.ts";
import { isAnyWorkerAlive, WORKER_GONE_SECONDS } from "../delivery/worker-heartbeat.ts";
import type { Worker } from "../delivery/worker.ts";
import type { Log } from "../log.ts";
import { mountMethodNotAllowed, type ApiEnv } from "./api-app.ts";

const VERSION = "0.1.0";

export type HealthDeps = { pool: pg.Pool; log: Log; worker: Worker | undefined; isStopping: () => boolean };

/** `/api/health` answers while the process runs; `/api/ready` when it can do its work. */
export function mountHealth(api: Hono<ApiEnv>, deps: HealthDeps): void {
  api.get("/api/health", (c) => {
    const health: Health = { status: "ok", version: VERSION, uptime_seconds: Math.floor(process.uptime()) };
    return c.json(health);
  });
  api.get("/api/ready", async (c) => {
    const readiness = await readReadiness(deps);
    const isReady = readiness.status === "ready";
    return c.json(readiness, isReady ? 200 : 503, isReady ? {} : { "Retry-After": "2" });
  });
  for (const path of ["/api/health", "/api/ready"]) mountMethodNotAllowed(api, path, ["GET"]);
}

async function readReadiness(deps: HealthDeps): Promise<Readiness> {
  const migrations = await settle(deps, isMigrated(deps.pool));
  const database = migrations === undefined ? "failing" : "ok";
  const worker = await isWorkerAlive(deps);
  const isReady = migrations === true && worker && !deps.isStopping();
  return {
    status: isReady ? "ready" : "not_ready",
    checks: { database, migrations: migrations === true ? "ok" : "failing", worker: worker ? "ok" : "failing" },
  };
}

async function isWorkerAlive(deps: HealthDeps): Promise<boolean> {
  if (deps.worker !== undefined) return Date.now() - deps.worker.lastBeatAt() < WORKER_GONE_SECONDS * 1000;
  return (await settle(deps, isAnyWorkerAlive(deps.pool))) === true;
}

async function settle(deps: HealthDeps, check: Promise<boolean>): Promise<boolean | undefined> {
  try {
    return await check;
  } catch (error) {
    deps.log.warn({ err: error }, "A readiness check failed");
    return undefined;
  }
}
