import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventCreated } from "#lib/contracts/events.ts";
import { Readiness } from "#lib/contracts/health.ts";
import { DeletedRule } from "#lib/contracts/rules.ts";
import { LONG_STATEMENT_MS, openDatabase } from "#lib/server/db/database.ts";
import { stopLeftovers } from "#lib/server/db/embedded/processes.ts";
import { removeSocketDir } from "#lib/server/db/embedded/socket-dir.ts";
import { startEmbeddedPostgres } from "#lib/server/db/embedded/start-embedded-postgres.ts";
import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiAnswer, type ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, readPublishableKey, uniqueName, untilEnded } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { killPostgres } from "#lib/testing/server/kill-postgres.ts";
import {
  countReceipts,
  createLedger,
  emitWhile,
  expectNothingLost,
  type Ledger,
  type Receipts,
} from "#lib/testing/server/ledger.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import { CAN_MOUNT, makeSmallDisk, type SmallDisk } from "#lib/testing/server/small-disk.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";
import { startServer } from "./wiring.ts";

const MIB = 1024 * 1024;
const DISK_MIB = 320;
const RESERVE_MIB = 64;
/** PostgreSQL waits up to 10 s between two tries to start. */
const BACK_MS_MAX = 40_000;

let disk: SmallDisk;
let receiver: Receiver;
let receipts: Receipts;
let ledger: Ledger;
let server: ServerProcess;
let api: ApiClient;
let workspace: string;
let key: string;

const dataDir = () => join(disk.dir, "data");
const clusterDir = () => join(dataDir(), "postgres");

function spawn(reserveMib: number, args: readonly string[]): Promise<ServerProcess> {
  const variables = {
    MESHES_DATA_DIR: dataDir(),
    MESHES_DISK_RESERVE_MB: String(reserveMib),
    MESHES_RETRY_SCHEDULE: Array(40).fill("500ms").join(","),
  };
  return spawnServer("withoutPages", variables, args);
}

const startAgain = () => spawn(0, []);

async function start(reserveMib: number): Promise<void> {
  server = await spawn(reserveMib, ["provision"]);
  const { tenant } = server;
  if (tenant === undefined) throw new Error("The server made no tenant");
  workspace = tenant.workspaceId;
  api = apiClient(server.url, { kind: "machine", tenant });
  key = await readPublishableKey(api, workspace);
  await makeRule(api, await makeWebhook(api, workspace, { url: receiver.url }));
}

beforeEach(async () => {
  if (!CAN_MOUNT) return;
  disk = makeSmallDisk(DISK_MIB);
  receipts = new Map();
  ledger = createLedger();
  receiver = await startReceiver();
  receiver.behave(countReceipts(receipts, () => ({ status: 200 })));
});

afterEach(async () => {
  if (!CAN_MOUNT) return;
  await killServers();
  if (existsSync(clusterDir())) await stopLeftovers(clusterDir());
  removeSocketDir(dataDir());
  disk.remove();
  await receiver.close();
});

const send = (payload: object = {}): Promise<ApiAnswer> =>
  api.send("POST", "/events", { workspace, event: "user.signup", payload });

async function readiness(): Promise<{ status: number; ready: Readiness }> {
  const response = await fetch(`${server.url}/api/ready`);
  return { status: response.status, ready: Readiness.parse(await response.json()) };
}

const untilRefused = () =>
  until("an event to be refused", async () => {
    const answer = await send();
    if (answer.status === 503) return answer;
    ok(answer, EventCreated, 201);
    return undefined;
  });

async function expectAllDelivered(): Promise<void> {
  const { pool, close } = openDatabase(
    { host: join(dataDir(), "socket"), port: 5432, user: "meshes", database: "meshes", max: 2 },
    createLog("silent"),
    { limitMs: LONG_STATEMENT_MS },
  );
  try {
    await until(
      "nothing to be open",
      async () => (await pool.query("select from rule_events where due_at is not null limit 1")).rowCount === 0,
      BACK_MS_MAX,
    );
    const { duplicates, interrupted } = await expectNothingLost(pool, ledger, receipts, 1);
    expect(duplicates).toBeLessThanOrEqual(interrupted);
  } finally {
    await close();
  }
}

describe.skipIf(!CAN_MOUNT)("a disk that fills", () => {
  it("keeps a reserve: new events are refused before it is full, and everything else goes on", async () => {
    await start(RESERVE_MIB);
    expect((await readiness()).ready.disk).toMatchObject({
      is_low: false,
      reserve_bytes: RESERVE_MIB * MIB,
      free_bytes: expect.any(Number),
    });
    receiver.behave(countReceipts(receipts, () => ({ status: 500 })));
    const waiting = await emit(api, workspace);
    const rule = await makeRule(api, await makeWebhook(api, workspace, { url: receiver.url }), { event: "other" });

    disk.leave((RESERVE_MIB - 1) * MIB);
    const answer = await untilRefused();
    expect(refused(answer, "ServiceUnavailable").error.message).toMatch(/disk/);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    const repeatable = await api.send(
      "POST",
      "/events",
      { workspace, event: "a", payload: {} },
      { "idempotency-key": "1" },
    );
    refused(repeatable, "ServiceUnavailable");
    const bulk = await api.send("POST", "/events/bulk", [{ workspace, event: "a", payload: {} }]);
    refused(bulk, "ServiceUnavailable");

    // It can still do everything else, so nobody is to be kept away from it.
    const { status, ready } = await readiness();
    expect(status).toBe(200);
    expect(ready).toMatchObject({ status: "ready", disk: { is_low: true } });
    expect(ready.disk?.free_bytes).toBeLessThan(RESERVE_MIB * MIB);

    receiver.behave(countReceipts(receipts, () => ({ status: 200 })));
    expect((await untilEnded(api, waiting.id)).status).toBe("completed");
    ok(await api.send("DELETE", `/rules/${rule.id}`), DeletedRule);

    disk.free();
    const accepted = await until("an event to be accepted", async () => (await send()).status === 201);
    expect(accepted).toBe(true);
    await expectAllDelivered();
  }, 90_000);

  it("comes back by itself when there is room again, and has lost nothing", async () => {
    await start(0);
    expect((await readiness()).ready.disk).toMatchObject({ reserve_bytes: 0, is_low: false });
    let isOver = false;
    const emitting = emitWhile({ url: server.url, key, clients: 8 }, ledger, () => isOver);
    await until("events to be accepted", () => ledger.accepted.size > 50);

    disk.leave(0);
    await until("events to be refused", () => (ledger.statuses.get(503) ?? 0) > 20, BACK_MS_MAX);
    // What is down while there is no room cannot even write its lock file.
    killPostgres(clusterDir());
    const refusedBefore = ledger.statuses.get(503) ?? 0;
    await until("more to be refused", () => (ledger.statuses.get(503) ?? 0) > refusedBefore + 100, BACK_MS_MAX);
    const acceptedBefore = ledger.accepted.size;

    disk.free();
    await until("events to be accepted again", () => ledger.accepted.size > acceptedBefore + 50, BACK_MS_MAX);
    isOver = true;
    await emitting;
    expect(server.isRunning()).toBe(true);
    expect(new Set(ledger.statuses.keys())).toEqual(new Set([201, 503]));
    await expectAllDelivered();
  }, 120_000);

  it("is waited for by a server that starts on it", async () => {
    await start(0);
    ledger.accepted.set((await emit(api, workspace, { payload: { n: 7 } })).id, 7);
    server.send("SIGTERM");
    await server.ended;
    disk.leave(0);
    setTimeout(() => disk.free(), 3_000);
    server = await startAgain();
    expect(server.output()).toContain("The database cannot be reached");
    await expectAllDelivered();
  }, 90_000);

  it("of a database elsewhere is a 503 with the time to wait, whatever is written", async () => {
    const log = createLog("silent");
    const postgres = await startEmbeddedPostgres({ dataDir: dataDir(), log });
    const { host, user, database } = postgres.connection;
    const url = `postgres://${user}@localhost:${postgres.connection.port}/${database}?host=${encodeURIComponent(host)}`;
    const elsewhere = await startServer(testEnv({ DATABASE_URL: url }), log, { hasPages: false });
    const tenant = await provisionTenant(elsewhere.app, { organization: "Organization", workspace: "Workspace" });
    const client = apiClient(elsewhere.url, { kind: "machine", tenant });
    disk.leave(0);
    const padding = "x".repeat(100_000);
    const writes = [
      () => client.send("POST", "/events", { workspace: tenant.workspaceId, event: "a", payload: { padding } }),
      () => client.send("POST", "/workspaces", { name: uniqueName("Workspace") }),
      () => makeHook(client, tenant.workspaceId, padding),
    ];
    for (const write of writes) {
      const answer = await until("a write to find no room", async () => {
        const found = await write();
        return found.status === 201 ? undefined : found;
      });
      refused(answer, "ServiceUnavailable");
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    }
    disk.free();
    await until("an event to be accepted", async () => (await writes[0]?.())?.status === 201, BACK_MS_MAX);
    await elsewhere.stop();
    await postgres.stop();
  }, 120_000);
});

function makeHook(client: ApiClient, workspaceId: string, padding: string): Promise<ApiAnswer> {
  const metadata = { url: `http://127.0.0.1:9/${padding.slice(0, 1_500)}`, skip_test: true };
  return client.send("POST", "/connections", {
    workspace: workspaceId,
    type: "webhook",
    name: uniqueName("Hook"),
    metadata,
  });
}
