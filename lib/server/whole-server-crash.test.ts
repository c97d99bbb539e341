import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LONG_STATEMENT_MS, openDatabase, type DatabaseHandle } from "#lib/server/db/database.ts";
import { findPostgresProcesses, stopLeftovers } from "#lib/server/db/embedded/processes.ts";
import { removeSocketDir } from "#lib/server/db/embedded/socket-dir.ts";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { makeRule, makeWebhook, readPublishableKey } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { killPostgres } from "#lib/testing/server/kill-postgres.ts";
import {
  answerAll,
  countReceipts,
  createLedger,
  emitOnceWhile,
  emitWhile,
  expectNothingLost,
  expectOncePerKey,
  type Ledger,
  type Receipts,
  type Unanswered,
} from "#lib/testing/server/ledger.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import { until } from "#lib/testing/server/until.ts";

const CLIENTS = 24;
const LOAD_MS = 1_200;
const VARIABLES = {
  MESHES_LEASE_MS: "1000",
  MESHES_DELIVERY_CONCURRENCY: "64",
  MESHES_RETRY_SCHEDULE: "50ms,100ms,200ms,400ms,800ms,1s",
};

let dataDir: string;
let receiver: Receiver;
let server: ServerProcess;
let key: string;
let ledger: Ledger;
let receipts: Receipts;

const clusterDir = () => join(dataDir, "postgres");
const start = (...args: string[]) => spawnServer("withoutPages", { ...VARIABLES, MESHES_DATA_DIR: dataDir }, args);

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "meshes-crash-"));
  ledger = createLedger();
  receipts = new Map();
  receiver = await startReceiver();
  // One in ten is refused at first, so that there are retries under way at every moment.
  receiver.behave(countReceipts(receipts, () => ({ status: Math.random() < 0.1 ? 500 : 200 })));
  server = await start("provision");
  const { tenant } = server;
  if (tenant === undefined) throw new Error("The server made no tenant");
  const api = apiClient(server.url, { kind: "machine", tenant });
  key = await readPublishableKey(api, tenant.workspaceId);
  for (let i = 0; i < 2; i += 1) await makeRule(api, await makeWebhook(api, tenant.workspaceId, { url: receiver.url }));
});

afterEach(async () => {
  await killServers();
  if (existsSync(clusterDir())) await stopLeftovers(clusterDir());
  removeSocketDir(dataDir);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  await receiver.close();
});

/** Emits at full speed and lets `disturb` happen at a random moment in the middle of it. */
async function underLoad(disturb: () => Promise<void> | void, emit: typeof emitWhile = emitWhile): Promise<void> {
  let isOver = false;
  const emitting = emit({ url: server.url, key, clients: CLIENTS }, ledger, () => isOver);
  await new Promise((resolve) => setTimeout(resolve, LOAD_MS * (0.5 + Math.random())));
  await disturb();
  isOver = true;
  await emitting;
}

/** Undefined while the database that was killed is not back yet. */
async function countOpen({ pool }: DatabaseHandle): Promise<number | undefined> {
  try {
    const { rows } = await pool.query<{ n: number }>(
      "select count(*)::int as n from rule_events where due_at is not null",
    );
    return rows[0]?.n;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return undefined;
    throw error;
  }
}

async function quietDatabase(): Promise<DatabaseHandle> {
  const handle = openDatabase(
    { host: join(dataDir, "socket"), port: 5432, user: "meshes", database: "meshes", max: 2 },
    createLog("silent"),
    { limitMs: LONG_STATEMENT_MS },
  );
  await until("nothing to be open", async () => (await countOpen(handle)) === 0, 40_000);
  return handle;
}

async function check(): Promise<{ duplicates: number; interrupted: number }> {
  const { pool, close } = await quietDatabase();
  try {
    return await expectNothingLost(pool, ledger, receipts, 2);
  } finally {
    await close();
  }
}

describe("the whole server under load", () => {
  it("loses nothing when it is killed again and again, alone or with its database", async () => {
    for (const round of ["server", "server and database", "server"]) {
      await underLoad(async () => {
        server.send("SIGKILL");
        if (round === "server and database") killPostgres(clusterDir());
        await server.ended;
      });
      server = await start();
    }
    const { duplicates, interrupted } = await check();
    expect(ledger.accepted.size).toBeGreaterThan(10);
    // What may have been sent twice is exactly what was in flight at a kill.
    expect(duplicates).toBeLessThanOrEqual(interrupted);
    expect(interrupted).toBeLessThanOrEqual(3 * 64);
  }, 90_000);

  it("stores the event of an Idempotency-Key once, however often it is sent over kills", async () => {
    const unanswered: Unanswered = new Set();
    const emit: typeof emitWhile = (target, to, isOver) => emitOnceWhile(target, to, unanswered, isOver);
    for (const round of ["server", "server and database", "server"]) {
      await underLoad(async () => {
        server.send("SIGKILL");
        if (round === "server and database") killPostgres(clusterDir());
        await server.ended;
      }, emit);
      server = await start();
    }
    await underLoad(async () => {
      killPostgres(clusterDir());
      const before = ledger.accepted.size;
      await until("events to be accepted again", () => ledger.accepted.size > before + 20);
    }, emit);
    expect(unanswered.size).toBeLessThanOrEqual(CLIENTS);
    await answerAll({ url: server.url, key, clients: 1 }, ledger, unanswered);
    const { pool, close } = await quietDatabase();
    await expectOncePerKey(pool, ledger);
    await expectNothingLost(pool, ledger, receipts, 2);
    await close();
    expect(ledger.accepted.size).toBeGreaterThan(100);
  }, 120_000);

  it("loses nothing when its database is killed under it, and goes on by itself", async () => {
    for (let round = 0; round < 2; round += 1) {
      await underLoad(async () => {
        killPostgres(clusterDir());
        const before = ledger.accepted.size;
        await until("events to be accepted again", () => ledger.accepted.size > before + 20);
      });
    }
    expect(server.isRunning()).toBe(true);
    const { duplicates, interrupted } = await check();
    expect(duplicates).toBeLessThanOrEqual(interrupted);
    expect(new Set(ledger.statuses.keys())).toEqual(new Set([201, 503]));
  }, 90_000);

  it("stops in order when it is told to: nothing lost, nothing twice, no process left", async () => {
    for (let round = 0; round < 2; round += 1) {
      await underLoad(async () => {
        const toldAt = performance.now();
        server.send("SIGTERM");
        expect(await server.ended).toBe(0);
        expect(performance.now() - toldAt).toBeLessThan(17_000);
      });
      expect(findPostgresProcesses(clusterDir())).toEqual([]);
      server = await start();
    }
    expect(await check()).toEqual({ duplicates: 0, interrupted: 0 });
  }, 90_000);
});
