import { afterEach, describe, expect } from "vitest";
import type { DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { killServers, spawnServer } from "#lib/testing/server/server-process.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";
import { LOST_LEASES_MAX, QUARANTINE_LOSSES } from "./leases.ts";

const VARIABLES = { MESHES_LEASE_MS: "1000", MESHES_DELIVERY_TIMEOUT_MS: "60000" };

const it = base.override("variables", { MESHES_ROLE: "web" });

afterEach(killServers);

const spawnWorker = (server: TestServer) =>
  spawnServer("main", { ...server.database.variables, MESHES_ROLE: "worker", ...VARIABLES });

/** How often a request for this event has come. */
const requestsFor = (fixture: DeliveryFixture, id: string) =>
  fixture.receiver.received.filter(({ body }) => body.includes(id)).length;

/** Starts a worker and kills it as soon as it has these in flight once more. */
async function killDuring(server: TestServer, fixture: DeliveryFixture, ids: readonly string[]): Promise<void> {
  const before = ids.map((id) => requestsFor(fixture, id));
  const worker = await spawnWorker(server);
  await until(
    "the requests to be in flight",
    () => ids.every((id, i) => requestsFor(fixture, id) > (before[i] ?? 0)),
    30_000,
  );
  worker.send("SIGKILL");
  await worker.ended;
}

describe("a delivery whose worker is killed during it again and again", () => {
  it("is taken over alone after some losses, and given up in words at last; what died with it is delivered", async ({
    server,
    fixture,
    startNode,
  }) => {
    fixture.receiver.behave(() => "hang");
    const poison = await fixture.emit();
    const innocent = await Promise.all(Array.from({ length: 4 }, () => fixture.emit()));
    for (let loss = 1; loss <= QUARANTINE_LOSSES; loss += 1) await killDuring(server, fixture, [poison, ...innocent]);
    fixture.receiver.behave(({ body }) => (body.includes(poison) ? "hang" : { status: 200 }));
    for (let loss = QUARANTINE_LOSSES + 1; loss <= LOST_LEASES_MAX; loss += 1)
      await killDuring(server, fixture, [poison]);
    await startNode(VARIABLES);
    const given = await fixture.until(poison, "failed");
    expect(given).toMatchObject({ attempt_count: LOST_LEASES_MAX, last_error: expect.stringContaining("Gave up") });
    expect(given).toHaveProperty("completed_at");
    expect(await fixture.event(poison)).toMatchObject({ status: "failed", failed_count: 1 });
    expect(
      (await fixture.attempts(poison)).map(({ attempt_number, outcome_code }) => [attempt_number, outcome_code]),
    ).toEqual(Array.from({ length: LOST_LEASES_MAX }, (_item, index) => [index + 1, "internal_error"]));
    for (const id of innocent) {
      const delivered = await fixture.until(id, "completed");
      expect(delivered.attempt_count).toBeLessThanOrEqual(LOST_LEASES_MAX);
    }
    expect(requestsFor(fixture, poison)).toBe(LOST_LEASES_MAX);
  }, 180_000);

  it("starts again with a clean count when it is retried", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await lose(server, id, LOST_LEASES_MAX - 1);
    await startNode(VARIABLES);
    await fixture.until(id, "failed");
    expect(fixture.receiver.received).toHaveLength(0);
    expect((await fixture.retry(id)).status).toBe(200);
    await fixture.until(id, "completed");
    expect(await losses(server, id)).toBe(0);
  });
});

describe("the count of losses in a row", () => {
  it("ends with an attempt whose outcome is known, also a bad one", async ({ server, fixture, startNode }) => {
    fixture.receiver.behave(() => ({ status: 500 }));
    const id = await fixture.emit();
    await lose(server, id, LOST_LEASES_MAX - 2);
    await startNode({ ...VARIABLES, MESHES_RETRY_SCHEDULE: "1h" });
    await fixture.until(id, "retrying");
    expect(await losses(server, id)).toBe(0);
  });

  it("cancels rather than gives up what was canceled before its last loss", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await lose(server, id, LOST_LEASES_MAX - 1);
    expect((await fixture.cancel(id)).status).toBe(200);
    await startNode(VARIABLES);
    await fixture.until(id, "canceled");
  });
});

/** What a killed worker leaves behind after so many losses before this one. */
async function lose(server: TestServer, eventId: string, before: number): Promise<void> {
  await server.database.pool.query(
    `update rule_events set status = 'processing', attempt_count = $2::int + 1, lost_leases = $2, lease_token = gen_random_uuid(),
       started_at = now(), attempt_started_at = now(), due_at = now() where event_id = $1`,
    [eventId, before],
  );
  await server.database.pool.query("update events set status = 'processing' where id = $1", [eventId]);
}

async function losses(server: TestServer, eventId: string): Promise<number | undefined> {
  const sql = "select lost_leases from rule_events where event_id = $1";
  return (await server.database.pool.query<{ lost_leases: number }>(sql, [eventId])).rows[0]?.lost_leases;
}
