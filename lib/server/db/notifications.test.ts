import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLog } from "#lib/server/runtime/log.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { until } from "#lib/testing/server/until.ts";
import { openDatabase, STATEMENT_MS, type DatabaseHandle } from "./database.ts";
import { listenForNotifications, type Notifications } from "./notifications.ts";

const log = createLog("silent");

let database: TestDatabase;
let handle: DatabaseHandle;
let notifications: Notifications | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  handle = openDatabase({ connectionString: database.url, max: 3 }, log, { limitMs: STATEMENT_MS });
});

afterEach(async () => {
  await notifications?.close();
  notifications = undefined;
  await handle.close();
  await database.drop();
});

const say = () => database.pool.query("select pg_notify('meshes_test', '')");

const cut = (pids: readonly (number | undefined)[]) =>
  database.pool.query("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [pids]);

it("calls the listener at the start, and for every notification", async () => {
  let calls = 0;
  notifications = listenForNotifications(handle.pool, { meshes_test: () => (calls += 1) }, log);
  await until("the first call", () => calls === 1);
  await say();
  await until("the notification", () => calls === 2);
});

it("listens again after its connection was lost, and calls once because something may have been missed", async () => {
  let calls = 0;
  notifications = listenForNotifications(handle.pool, { meshes_test: () => (calls += 1) }, log);
  await until("the first call", () => calls === 1);
  const { rows } = await database.pool.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  await cut(rows.map(({ pid }) => pid));
  await until("the call after the reconnection", () => calls === 2);
  await say();
  await until("the notification", () => calls === 3);
});

it("gives back connections that are lost in the moment it begins to listen", async () => {
  let calls = 0;
  let cuts = 0;
  class CutPool extends pg.Pool {
    override async connect(): Promise<pg.PoolClient>;
    override async connect(): Promise<pg.PoolClient> {
      const client = await handle.pool.connect();
      if (cuts < 4) {
        cuts += 1;
        const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
        await cut(rows.map(({ pid }) => pid));
      }
      return client;
    }
  }
  const pool = new CutPool();
  notifications = listenForNotifications(pool, { meshes_test: () => (calls += 1) }, log);
  await until("listening in the end", () => calls === 1);
  expect(handle.pool.totalCount).toBe(1);
  expect(handle.pool.waitingCount).toBe(0);
  await pool.end();
});
