import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import type { DeliveryLimits } from "#lib/server/providers/kit/limits.ts";
import { createDestinations } from "#lib/server/providers/registry.ts";
import { webhook } from "#lib/server/providers/webhook/webhook.ts";
import { createFixtures } from "#lib/testing/api/delivery-fixture.ts";
import { emit } from "#lib/testing/api/factories.ts";
import { startReceiver, type Answer, type Receiver } from "#lib/testing/api/receiver.ts";
import { connectSimple, isDelivery, simpleDestination } from "#lib/testing/providers/simple-destination.ts";
import { collectProblems, type Problems } from "#lib/testing/server/problems.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";
import { createFinder } from "../find-due.ts";
import { pruneBuckets } from "./buckets.ts";
import { claimPaced } from "./claim-paced.ts";
import { pacesOf } from "./pace.ts";
import { isPaced, startableNow } from "./paced-connection.ts";

const TYPE = "mailerlite";
const WINDOW_MS = 1_000;

let problems: Problems;
let server: TestServer;
let provider: Receiver;
let workers: TestWorker[] = [];

/** Connections with deliveries waiting for the workers, which do not run yet. */
async function start(limits: DeliveryLimits): Promise<void> {
  problems = collectProblems();
  const destinations = createDestinations([simpleDestination(TYPE, { limits }), webhook]);
  provider = await startReceiver();
  server = await startTestServer({ MESHES_ROLE: "web" }, problems.log, destinations);
  workers = [];
  startWorkers = async () => {
    const one = () => startTestWorker(server.database, {}, problems.log, destinations);
    workers = await Promise.all([one(), one()]);
  };
}
let startWorkers: () => Promise<void>;

afterEach(async () => {
  expect(problems.lines).toEqual([]);
  await Promise.all(workers.map((worker) => worker.stop()));
  await server.close();
  await provider.close();
});

type Account = { connectionId: string; emitMany(count: number): Promise<void> };

/** Each in a workspace of its own. */
async function connect(): Promise<Account> {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const { id } = await connectSimple(api, tenant.workspaceId, TYPE, provider.url);
  return {
    connectionId: id,
    emitMany: async (count) => {
      await Promise.all(Array.from({ length: count }, () => emit(api, tenant.workspaceId)));
    },
  };
}

const deliveries = () => provider.received.filter(isDelivery);

async function countOpen(connectionId: string): Promise<number> {
  const sql = "select count(*)::int as n from rule_events where due_at is not null and connection_id = $1";
  return (await server.database.pool.query<{ n: number }>(sql, [connectionId])).rows[0]?.n ?? -1;
}

const untilDone = (connectionId: string) =>
  until("everything to be delivered", async () => (await countOpen(connectionId)) === 0, 40_000);

/** When the claims were made, in milliseconds: free of what a busy machine does to requests. */
async function claimTimes(): Promise<number[]> {
  const { rows } = await server.database.pool.query<{ started_at: Date }>("select started_at from attempts");
  return rows.map((row) => row.started_at.getTime()).toSorted((a, b) => a - b);
}

function mostInWindow(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));
}

const RATE = { requests: 20, perMs: WINDOW_MS };

it("keep a connection's rate together, use it, and deliver everything once", async () => {
  await start({ rate: { ...RATE, scope: "connection" }, requestsPerDelivery: 1 });
  const account = await connect();
  await account.emitMany(60);
  await startWorkers();
  await untilDone(account.connectionId);
  const times = await claimTimes();
  expect(times).toHaveLength(60);
  expect(deliveries()).toHaveLength(60);
  expect(mostInWindow(times)).toBeLessThanOrEqual(RATE.requests + 1);
  expect(mostInWindow(deliveries().map(({ at }) => at))).toBeLessThanOrEqual(RATE.requests * 1.5);
  // A burst of 4, then 16 a second.
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(((60 - 4) / 16) * 1000 - 100);
});

it("count a delivery of several requests as so many", async () => {
  await start({ rate: { ...RATE, scope: "connection" }, requestsPerDelivery: 4 });
  const account = await connect();
  await account.emitMany(12);
  await startWorkers();
  await untilDone(account.connectionId);
  expect(mostInWindow(await claimTimes())).toBeLessThanOrEqual(RATE.requests / 4);
});

it("keep one rate for all connections where they share the operator's", async () => {
  await start({ rate: { ...RATE, scope: "operator" }, requestsPerDelivery: 1 });
  const accounts = await Promise.all([connect(), connect(), connect()]);
  await Promise.all(accounts.map((account) => account.emitMany(15)));
  await startWorkers();
  await Promise.all(accounts.map(({ connectionId }) => untilDone(connectionId)));
  const times = await claimTimes();
  expect(times).toHaveLength(45);
  expect(mostInWindow(times)).toBeLessThanOrEqual(RATE.requests + 1);
});

it("never have more of a connection in flight than its provider takes", async () => {
  await start({ requestsPerDelivery: 1, concurrency: 3 });
  let inFlight = 0;
  let most = 0;
  provider.behave(async (received) => {
    if (!isDelivery(received)) return { status: 200 };
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inFlight -= 1;
    return { status: 200 };
  });
  const account = await connect();
  await account.emitMany(60);
  await startWorkers();
  await untilDone(account.connectionId);
  expect(deliveries()).toHaveLength(60);
  expect(most).toBe(3);
});

it("both leave a connection alone for as long as its provider says, and no other", async () => {
  await start({ requestsPerDelivery: 1 });
  const [limited, other] = [await connect(), await connect()];
  let isFirst = true;
  provider.behave((received): Answer => {
    if (!isDelivery(received) || !isFirst) return { status: 200 };
    isFirst = false;
    return { status: 429, headers: { "retry-after": "4" } };
  });
  await limited.emitMany(1);
  await startWorkers();
  const block = await until("the connection to be blocked", async () => {
    const sql = "select blocked_until from provider_pace where key = $1 and blocked_until is not null";
    return (await server.database.pool.query<{ blocked_until: Date }>(sql, [limited.connectionId])).rows[0];
  });
  await limited.emitMany(5);
  await other.emitMany(5);
  await untilDone(other.connectionId);
  await untilDone(limited.connectionId);
  const { rows } = await server.database.pool.query<{ connection_id: string; started_at: Date }>(
    "select connection_id, started_at from attempts where outcome_code = 'delivered'",
  );
  const isLate = (row: { started_at: Date }) => row.started_at.getTime() >= block.blocked_until.getTime();
  expect(
    Map.groupBy(rows, (row) => row.connection_id)
      .get(limited.connectionId)
      ?.map(isLate),
  ).toEqual(Array.from({ length: 6 }, () => true));
  expect(
    Map.groupBy(rows, (row) => row.connection_id)
      .get(other.connectionId)
      ?.some(isLate),
  ).toBe(false);
});

it("send what a limit of one person does not meet", async () => {
  await start({ requestsPerDelivery: 1 });
  const account = await connect();
  let isFirst = true;
  provider.behave((received): Answer => {
    if (!isDelivery(received) || !isFirst) return { status: 200 };
    isFirst = false;
    return { status: 429, headers: { "retry-after": "3600", "x-limit-of": "person" } };
  });
  await account.emitMany(1);
  await startWorkers();
  await until("the first to be asked to wait", () => deliveries().length === 1);
  await account.emitMany(5);
  await until("the others to be delivered", async () => (await countOpen(account.connectionId)) === 1);
  expect(deliveries()).toHaveLength(6);
});

it("leave others their turn while one connection has a long backlog", async () => {
  await start({ rate: { requests: 5, perMs: WINDOW_MS, scope: "connection" }, requestsPerDelivery: 1 });
  const [busy, other] = [await connect(), await connect()];
  await busy.emitMany(100);
  await startWorkers();
  await until("the backlog to move", () => deliveries().length > 3);
  await other.emitMany(1);
  const fixtures = createFixtures(server);
  const fixture = await fixtures.open();
  const ids = await Promise.all(Array.from({ length: 50 }, () => fixture.emit()));
  await untilDone(other.connectionId);
  await Promise.all(ids.map((id) => fixture.until(id, "completed")));
  expect(await countOpen(busy.connectionId)).toBeGreaterThan(50);
  await fixtures.close();
});

it("are not kept from a connection by others that have no place free", async () => {
  const limits = { requestsPerDelivery: 1, concurrency: 1 };
  await start(limits);
  const full = await Promise.all(Array.from({ length: 8 }, () => connect()));
  const [spent, open] = [await connect(), await connect()];
  await Promise.all([...full, spent, open].map((account) => account.emitMany(2)));
  const { pool } = server.database;
  await pool.query(
    `update rule_events set status = 'processing', due_at = now() + interval '1 minute', attempt_count = 1
     where id in (select distinct on (connection_id) id from rule_events where connection_id = any($1))`,
    [full.map(({ connectionId }) => connectionId)],
  );
  const paces = pacesOf(createDestinations([simpleDestination(TYPE, { limits })]));
  const find = createFinder(pool);
  const claimOne = async () => {
    const { connections } = await find({ paces, full: [spent.connectionId], dueMax: 4 });
    const given = connections.filter(isPaced).filter((found) => startableNow(found) > 0);
    const lease = { leaseToken: randomUUID(), leaseMs: 60_000 };
    return claimPaced(
      pool,
      { ...lease, paces },
      given.map((holder) => ({ holder, places: 1 })),
    );
  };
  expect((await claimOne()).map(({ connectionId }) => connectionId)).toEqual([open.connectionId]);
  expect(await claimOne()).toEqual([]);
});

it("take up a connection's pace again when it was forgotten after a week without deliveries", async () => {
  await start({ rate: { ...RATE, scope: "connection" }, requestsPerDelivery: 1 });
  const [old, recent, blocked] = [await connect(), await connect(), await connect()];
  const { pool } = server.database;
  await pool.query(
    `insert into provider_pace (key, tokens, refilled_at, blocked_until) values
       ($1, 0, now() - interval '8 days', null), ($2, 0, now(), null), ($3, 0, now() - interval '8 days', now() + interval '1 hour')`,
    [old.connectionId, recent.connectionId, blocked.connectionId],
  );
  expect(await pruneBuckets(pool)).toBe("idle");
  const { rows } = await pool.query<{ key: string }>("select key from provider_pace order by key");
  expect(rows.map(({ key }) => key)).toEqual([recent.connectionId, blocked.connectionId].toSorted());
  await old.emitMany(3);
  await startWorkers();
  await untilDone(old.connectionId);
  expect(deliveries()).toHaveLength(3);
});

it("keep to the limits with what was lost again and again, too", async () => {
  await start({ requestsPerDelivery: 1 });
  const account = await connect();
  await account.emitMany(3);
  const { pool } = server.database;
  await pool.query("update rule_events set lost_leases = 2, attempt_count = 2");
  await pool.query(
    "insert into provider_pace (key, tokens, blocked_until) values ($1, 0, now() + interval '1500 milliseconds')",
    [account.connectionId],
  );
  const { rows } = await pool.query<{ blocked_until: Date }>("select blocked_until from provider_pace");
  await startWorkers();
  await untilDone(account.connectionId);
  const [first = 0] = await claimTimes();
  expect(first).toBeGreaterThanOrEqual(rows[0]?.blocked_until.getTime() ?? Infinity);
  expect(deliveries()).toHaveLength(3);
});
