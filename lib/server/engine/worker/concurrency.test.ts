import { afterEach, expect, it } from "vitest";
import { BulkResult } from "#lib/contracts/events.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { createFixtures, held, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { collectProblems, type Problems } from "#lib/testing/server/problems.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let server: TestServer;
let fixtures: Fixtures;
let workers: TestWorker[] = [];
let problems: Problems;

async function start(variables: Record<string, string>, workerCount: number): Promise<void> {
  problems = collectProblems();
  server = await startTestServer({ MESHES_ROLE: "web", ...variables }, problems.log);
  fixtures = createFixtures(server);
  workers = await Promise.all(
    Array.from({ length: workerCount }, () => startTestWorker(server.database, variables, problems.log)),
  );
}

afterEach(async () => {
  // A deadlock between statements is such a problem.
  expect(problems.lines).toEqual([]);
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await server.close();
  await fixtures.close();
});

async function emitMany(fixture: DeliveryFixture, count: number): Promise<string[]> {
  const item = { workspace: fixture.workspace, event: "user.signup", payload: {} };
  const bulks = Array.from({ length: count / 100 }, () =>
    fixture.api.send(
      "POST",
      "/events/bulk",
      Array.from({ length: 100 }, () => item),
    ),
  );
  const answers = await Promise.all(bulks);
  return answers.flatMap((answer) =>
    ok(answer, BulkResult, 201).records.flatMap((record) => ("id" in record ? [record.id] : [])),
  );
}

async function countOf(sql: string): Promise<number> {
  const { rows } = await server.database.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
  return rows[0]?.n ?? -1;
}

const untilQuiet = () =>
  until("nothing to be open", async () => (await countOf("rule_events where due_at is not null")) === 0, 30_000);

it("two workers never deliver one rule event twice", async () => {
  await start({}, 2);
  const fixture = await fixtures.open();
  const ids = await emitMany(fixture, 500);
  await untilQuiet();
  expect(new Set(ids).size).toBe(500);
  const keys = fixture.receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(keys).toHaveLength(500);
  expect(new Set(keys).size).toBe(500);
  expect(new Set(fixture.receiver.received.map(({ body }) => JSON.parse(body).uuid))).toEqual(new Set(ids));
  expect(await countOf("attempts")).toBe(500);
  expect(await countOf("events where status <> 'completed' or completed_count <> 1")).toBe(0);
});

it("three workers share events with many rules without a deadlock, and every event adds up", async () => {
  await start({}, 3);
  const fixture = await fixtures.open();
  for (let i = 0; i < 5; i += 1)
    await makeRule(fixture.api, await makeWebhook(fixture.api, fixture.workspace, { url: fixture.receiver.url }));
  await emitMany(fixture, 400);
  await untilQuiet();
  expect(fixture.receiver.received).toHaveLength(2_400);
  expect(await countOf("events where status <> 'completed' or completed_count <> 6 or total_rules <> 6")).toBe(0);
});

it("deleting rules and retrying while workers are busy makes no deadlock and leaves nothing open", async () => {
  await start({}, 2);
  const fixture = await fixtures.open();
  fixture.receiver.behave((_received, index) => ({ status: index % 3 === 0 ? 500 : 200 }));
  const rules = await Promise.all(
    Array.from({ length: 4 }, async (_item, index) =>
      makeRule(fixture.api, fixture.connection, { metadata: { action: "send_webhook", id: `copy ${index}` } }),
    ),
  );
  const emitting = emitMany(fixture, 400);
  const deleting = Promise.all(
    rules.map(async (rule, index) => {
      await until("some traffic", () => fixture.receiver.received.length > 100 * (index + 1));
      expect((await fixture.api.send("DELETE", `/rules/${rule.id}`)).status).toBe(200);
    }),
  );
  await Promise.all([emitting, deleting]);
  await untilQuiet();
  expect(await countOf("rule_events where status in ('pending', 'retrying', 'processing')")).toBe(0);
  expect(
    await countOf(`events e join (
        select event_id, count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'failed') as failed
        from rule_events group by event_id
      ) r on r.event_id = e.id where e.completed_count <> r.completed or e.failed_count <> r.failed`),
  ).toBe(0);
  expect(
    await countOf(
      "rule_events re where attempt_count <> (select count(*) from attempts a where a.rule_event_id = re.id)",
    ),
  ).toBe(0);
});

it("a stuck endpoint takes its own share only, and does not delay others", async () => {
  const limits = {
    MESHES_CONNECTION_CONCURRENCY: "4",
    MESHES_DELIVERY_CONCURRENCY: "16",
    MESHES_DELIVERY_TIMEOUT_MS: "10000",
  };
  await start(limits, 1);
  const [stuck, healthy] = await Promise.all([fixtures.open(), fixtures.open()]);
  const gate = held();
  stuck.receiver.behave(gate.behaviour);
  await emitMany(stuck, 100);
  await until("the stuck endpoint to have its share", () => stuck.receiver.received.length === 4);
  const startedAt = performance.now();
  const ids = await emitMany(healthy, 100);
  await until("the healthy deliveries", () => healthy.receiver.received.length === 100);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await Promise.all(ids.map((id) => healthy.until(id, "completed")));
  expect(stuck.receiver.received).toHaveLength(4);
  gate.release();
  await untilQuiet();
  expect(stuck.receiver.received).toHaveLength(100);
});

it("an attempt that takes longer than its lease is delivered once", async () => {
  await start({ MESHES_LEASE_MS: "600" }, 2);
  const fixture = await fixtures.open();
  const gate = held();
  fixture.receiver.behave(gate.behaviour);
  const id = await fixture.emit();
  await fixture.until(id, "processing");
  const startedAt = performance.now();
  await until("two seconds to pass", () => performance.now() - startedAt > 2_000);
  expect(await fixture.delivery(id)).toMatchObject({ status: "processing", attempt_count: 1 });
  gate.release();
  await fixture.until(id, "completed");
  expect(fixture.receiver.received).toHaveLength(1);
  expect(await fixture.attempts(id)).toHaveLength(1);
});
