import { describe, expect } from "vitest";
import { Retry } from "#lib/contracts/retries.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { bulkRetries } from "#lib/testing/api/bulk-retries.ts";
import { held, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { killServers, spawnServer } from "#lib/testing/server/server-process.ts";
import { startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";
import { pruneRetries } from "./run-retries.ts";

const it = base
  .override("variables", { MESHES_ROLE: "web" })
  .extend("bulk", ({ fixture }) => bulkRetries(fixture.api, fixture.workspace))
  /** Events whose only delivery has failed, as a worker would leave them that is not running now. */
  .extend("emitFailed", ({ server, fixture }) => async (count: number): Promise<string[]> => {
    const ids = await Promise.all(Array.from({ length: count }, () => fixture.emit()));
    await fail(server, ids);
    return ids;
  });

let worker: TestWorker | undefined;

it.afterEach(async ({ server }) => {
  await killServers();
  await worker?.stop();
  worker = undefined;
  await server.database.pool.query(
    "update retries set status = 'canceled', completed_at = now() where status = 'running'",
  );
});

async function startWorker(server: TestServer, rate: number): Promise<void> {
  worker = await startTestWorker(server.database, {
    MESHES_BULK_RETRY_RATE: String(rate),
    MESHES_RETRY_SCHEDULE: "1h",
  });
}

async function fail(server: TestServer, ids: readonly string[]): Promise<void> {
  const { pool } = server.database;
  await pool.query(
    `with failed as (
       update rule_events set status = 'failed', due_at = null, completed_at = now(), started_at = now(), attempt_count = 1
       where event_id = any($1) returning *
     )
     insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
       outcome_code, message, duration_ms, started_at, completed_at)
     select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, 1, 'scheduled', 'timeout', 'x', 1, now(), now()
     from failed`,
    [ids],
  );
  await pool.query("update events set status = 'failed', failed_count = 1 where id = any($1)", [ids]);
}

describe("a bulk retry that is running", () => {
  it("takes up nothing that fails after it was made", async ({ server, fixture, bulk, emitFailed }) => {
    const before = await emitFailed(2);
    const { id } = await bulk.start({});
    const after = await emitFailed(2);
    await startWorker(server, 100);
    expect(await bulk.untilCompleted(id)).toMatchObject({ matching: 2, retried: 2 });
    for (const event of before) await fixture.until(event, "completed");
    for (const event of after)
      expect(await fixture.delivery(event)).toMatchObject({ status: "failed", attempt_count: 1 });
  });

  it("leaves alone what was retried by hand before its turn", async ({ server, fixture, bulk, emitFailed }) => {
    const [mine = "", byHand = ""] = await emitFailed(2);
    const { id } = await bulk.start({});
    expect((await fixture.retry(byHand)).status).toBe(200);
    await startWorker(server, 100);
    expect(await bulk.untilCompleted(id)).toMatchObject({ matching: 1, retried: 1, skipped: 0 });
    expect((await bulk.items(id)).map(({ event_id }) => event_id)).toEqual([mine]);
    await fixture.until(byHand, "completed");
    expect((await fixture.attempts(byHand)).at(-1)).toMatchObject({ trigger: "manual" });
  });

  it("starts every failed delivery of an event that failed, also when they fall into different steps", async ({
    server,
    fixture,
    bulk,
    emitFailed,
  }) => {
    const second = await makeWebhook(fixture.api, fixture.workspace, { url: fixture.receiver.url });
    await makeRule(fixture.api, second);
    const [id = ""] = await emitFailed(1);
    const { id: retry } = await bulk.start({ status: "failed" });
    await startWorker(server, 1);
    expect(await bulk.untilCompleted(retry)).toMatchObject({ matching: 2, retried: 2, skipped: 0 });
    expect((await bulk.items(retry)).map(({ event_id }) => event_id)).toEqual([id, id]);
  });

  it("starts no more than its rate, and gets through", async ({ server, bulk, emitFailed }) => {
    const rate = 4;
    await emitFailed(12);
    const startedAt = performance.now();
    const { id } = await bulk.start({});
    await startWorker(server, rate);
    await bulk.until(id, "to come to its end", ({ status, retried }) => {
      const seconds = (performance.now() - startedAt) / 1_000;
      expect(retried).toBeLessThanOrEqual(rate * (seconds + 1));
      return status === "completed";
    });
    expect(await bulk.get(id)).toMatchObject({ retried: 12 });
  });

  it("waits while what it put into the queue has not been attempted, so that live events go on", async ({
    server,
    fixture,
    bulk,
    emitFailed,
  }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    await emitFailed(12);
    const { id } = await bulk.start({});
    await startWorker(server, 3);
    await until("the first to be in flight", () => fixture.receiver.received.length === 3);
    await untilLookedAt(server, id, 3);
    expect(await bulk.get(id)).toMatchObject({ status: "running", retried: 3 });
    const live = await fixture.emit();
    await until("the live event to be in flight", () =>
      fixture.receiver.received.some(({ body }) => body.includes(live)),
    );
    gate.release();
    expect(await bulk.untilCompleted(id)).toMatchObject({ retried: 12 });
  });

  it("stops where it is when it is canceled, and what it has started goes on", async ({
    server,
    fixture,
    bulk,
    emitFailed,
  }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const events = await emitFailed(6);
    const { id } = await bulk.start({});
    await startWorker(server, 2);
    await bulk.until(id, "to have started some", ({ retried }) => retried === 2);
    const canceled = ok(await bulk.cancel(id), Retry);
    expect(canceled).toMatchObject({ status: "canceled", retried: 2 });
    expect(canceled).toHaveProperty("completed_at");
    gate.release();
    const done = await bulk.until(id, "to be delivered", ({ deliveries }) => deliveries?.completed === 2);
    expect(done).toMatchObject({ status: "canceled", retried: 2 });
    expect(ok(await bulk.cancel(id), Retry)).toEqual(done);
    const rest = (await Promise.all(events.map((event) => fixture.delivery(event)))).filter(
      ({ status }) => status === "failed",
    );
    expect(rest).toHaveLength(4);
    const next = await bulk.start({});
    expect(await bulk.untilCompleted(next.id)).toMatchObject({ matching: 4, retried: 4 });
    refused(await bulk.cancel(next.id), "Conflict");
  });

  it("goes on with the rest when its connection is inactive midway", async ({ server, fixture, bulk, emitFailed }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    await emitFailed(6);
    const { id } = await bulk.start({});
    await startWorker(server, 2);
    await bulk.until(id, "to have started some", ({ retried }) => retried === 2);
    const path = `/connections/${fixture.connection.id}`;
    expect((await fixture.api.send("PATCH", path, { active: false })).status).toBe(200);
    gate.release({ status: 503 });
    expect(await bulk.untilCompleted(id)).toMatchObject({
      retried: 2,
      skip_reasons: [{ reason: "connection_inactive", count: 4 }],
    });
  });
});

/** How often a worker has looked at the job, by the moment until which it has paid. */
async function untilLookedAt(server: TestServer, id: string, times: number): Promise<void> {
  const seen = new Set<number>();
  await until("the job to be looked at", async () => {
    const sql = "select paced_until from retries where id = $1";
    const { rows } = await server.database.pool.query<{ paced_until: Date }>(sql, [id]);
    seen.add(rows[0]?.paced_until.getTime() ?? 0);
    return seen.size > times;
  });
}

describe("a worker that is killed in the middle of a bulk retry", () => {
  it("loses nothing and starts nothing twice, wherever it stood", async ({ server, fixture, bulk, emitFailed }) => {
    // Everything is refused for good, so what is started twice has an attempt too many.
    fixture.receiver.behave(() => ({ status: 400 }));
    const events = await emitFailed(120);
    const { id } = await bulk.start({});
    const variables = {
      ...server.database.variables,
      MESHES_ROLE: "worker",
      MESHES_LEASE_MS: "1000",
      MESHES_BULK_RETRY_RATE: "25",
    };
    for (let round = 1; round <= 3; round += 1) {
      const { retried } = await bulk.get(id);
      const victim = await spawnServer("main", variables);
      await bulk.until(id, "to move on", (found) => found.retried > retried);
      victim.send("SIGKILL");
      await victim.ended;
    }
    await startWorker(server, 1_000);
    expect(await bulk.untilCompleted(id)).toMatchObject({ matching: 120, retried: 120, skipped: 0 });
    const { rows } = await server.database.pool.query<{ items: number; events: number }>(
      "select count(*)::int as items, count(distinct event_id)::int as events from retry_items where retry_id = $1",
      [id],
    );
    expect(rows).toEqual([{ items: 120, events: 120 }]);
    for (const event of events) {
      await fixture.until(event, "failed");
      const known = (await fixture.attempts(event)).filter(({ message }) => !message.startsWith("Interrupted"));
      expect(known.map(({ trigger }) => trigger)).toEqual(["scheduled", "bulk"]);
    }
  }, 120_000);

  it("frozen instead holds nothing for ever", async ({ server, bulk, emitFailed }) => {
    await emitFailed(30);
    const { id } = await bulk.start({});
    const variables = { ...server.database.variables, MESHES_ROLE: "worker", MESHES_BULK_RETRY_RATE: "1" };
    const frozen = await spawnServer("main", variables);
    await bulk.until(id, "to move on", ({ retried }) => retried > 0);
    frozen.send("SIGSTOP");
    await startWorker(server, 100);
    await until("the retry to be through", async () => (await bulk.get(id)).status === "completed", 30_000);
    frozen.send("SIGCONT");
  }, 60_000);
});

/** As many failed deliveries more, each of an event like this one. */
async function addFailed(server: TestServer, fixture: DeliveryFixture, like: string, count: number): Promise<void> {
  await server.database.pool.query(
    `with added as (
       insert into events (id, workspace_id, event, resource, status, total_rules, failed_count, payload, created_by)
       select meshes_uuidv7(), workspace_id, 'history', 'global', 'failed', 1, 1, '{}', 'test'
       from events, generate_series(1, $4::int) where id = $1 returning *
     )
     insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, completed_at)
     select meshes_uuidv7(), id, workspace_id, $2, $3, 'webhook', 'failed', now() from added`,
    [like, fixture.connection.id, fixture.rule.id, count],
  );
}

/** The answer is there within this time, also with 100,000 deliveries that match. */
const CREATED_MS_MAX = 200;

describe("a long history", () => {
  it("keeps nobody waiting who starts it again", async ({ server, fixture, bulk, emitFailed }) => {
    const [first = ""] = await emitFailed(1);
    await addFailed(server, fixture, first, 100_000);
    const times: number[] = [];
    for (const filter of [{}, { event: "history" }, { connection: fixture.connection.id }]) {
      const startedAt = performance.now();
      const { id } = await bulk.start(filter);
      times.push(performance.now() - startedAt);
      expect((await bulk.cancel(id)).status).toBe(200);
    }
    expect(Math.min(...times), times.join(", ")).toBeLessThan(CREATED_MS_MAX);
  }, 60_000);

  it("is walked in steps, and counted up to a limit that is told", async ({ server, fixture, bulk, emitFailed }) => {
    const [first = ""] = await emitFailed(1);
    await addFailed(server, fixture, first, 10_000);
    const [last = ""] = await emitFailed(1);
    expect(await bulk.preview({})).toMatchObject({ matching: 10_000, is_exact: false, retryable: 10_000 });
    const { id } = await bulk.start({ event: "user.signup" });
    await startWorker(server, 100);
    expect(await bulk.untilCompleted(id)).toMatchObject({ matching: 1, is_exact: false, retried: 2 });
    for (const event of [first, last]) await fixture.until(event, "completed");
  });
});

describe("a bulk retry that is over", () => {
  it("is deleted with its items after a week, in steps", async ({ server, fixture, bulk, emitFailed }) => {
    await emitFailed(3);
    await startWorker(server, 100);
    const { id } = await bulk.start({});
    await bulk.untilCompleted(id);
    const young = await bulk.start({});
    await bulk.untilCompleted(young.id);
    const { pool } = server.database;
    await pool.query("update retries set completed_at = now() - interval '8 days' where id = $1", [id]);
    await pool.query("delete from retries where id <> $1 and id <> $2", [id, young.id]);
    expect(await pruneRetries(server.app)).toBe("more");
    expect(await pruneRetries(server.app)).toBe("idle");
    refused(await fixture.api.send("GET", `${bulk.base}/${id}`), "NotFound");
    expect((await bulk.get(young.id)).status).toBe("completed");
    expect((await pool.query("select from retry_items where retry_id = $1", [id])).rowCount).toBe(0);
  });
});
