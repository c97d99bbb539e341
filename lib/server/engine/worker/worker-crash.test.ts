import { afterEach, describe, expect } from "vitest";
import { held, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const LEASE_MS = 1_000;
const TIMEOUT_MS = 2_000;
const VARIABLES = { MESHES_LEASE_MS: String(LEASE_MS), MESHES_DELIVERY_TIMEOUT_MS: String(TIMEOUT_MS) };
/** No held request runs out of time, however busy the machine is. */
const LONG = { MESHES_LEASE_MS: String(LEASE_MS), MESHES_DELIVERY_TIMEOUT_MS: "60000" };

const it = base.override("variables", { MESHES_ROLE: "web" });

afterEach(killServers);

const spawnWorker = (server: TestServer, variables: Record<string, string> = LONG) =>
  spawnServer("main", { ...server.database.variables, MESHES_ROLE: "worker", ...variables });

/** Emits events and waits until the worker has them all in flight. */
async function holdInFlight(
  fixture: DeliveryFixture,
  count: number,
): Promise<{ ids: string[]; release: (answer?: { status: number }) => void }> {
  const gate = held();
  fixture.receiver.behave(gate.behaviour);
  const ids = await Promise.all(Array.from({ length: count }, () => fixture.emit()));
  await until("the requests to arrive", () => fixture.receiver.received.length === count);
  return { ids, release: gate.release };
}

/** Attempt numbers of each event without a gap, and as many as the delivery counts. */
async function expectGapless(fixture: DeliveryFixture, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const numbers = (await fixture.attempts(id)).map(({ attempt_number }) => attempt_number);
    expect(numbers).toEqual(
      Array.from({ length: (await fixture.delivery(id)).attempt_count }, (_item, index) => index + 1),
    );
  }
}

describe("a worker that is killed while requests are in flight", () => {
  it("is replaced after its leases, and what it had begun is recorded as interrupted", async ({
    server,
    fixture,
    startNode,
  }) => {
    const worker = await spawnWorker(server);
    const { ids } = await holdInFlight(fixture, 10);
    worker.send("SIGKILL");
    expect(await worker.ended).toBe("SIGKILL");
    const killedAt = performance.now();
    fixture.receiver.behave(() => ({ status: 200 }));
    await startNode(LONG);
    for (const id of ids) await fixture.until(id, "completed");
    expect(performance.now() - killedAt).toBeLessThan(LEASE_MS + 9_000);
    for (const id of ids) {
      expect(await fixture.attempts(id)).toMatchObject([
        { attempt_number: 1, outcome_code: "internal_error", message: expect.stringContaining("Interrupted") },
        { attempt_number: 2, outcome_code: "delivered" },
      ]);
    }
    await expectGapless(fixture, ids);
    const keys = fixture.receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(10);
  });

  it("again and again makes no gap in the numbers of attempts", async ({ server, fixture, startNode }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    for (let round = 1; round <= 2; round += 1) {
      const worker = await spawnWorker(server);
      await until("the request", () => fixture.receiver.received.length === round);
      worker.send("SIGKILL");
      await worker.ended;
    }
    fixture.receiver.behave(() => ({ status: 200 }));
    await startNode(LONG);
    await fixture.until(id, "completed");
    await expectGapless(fixture, [id]);
    expect((await fixture.attempts(id)).map(({ outcome_code }) => outcome_code)).toEqual([
      "internal_error",
      "internal_error",
      "delivered",
    ]);
  });
});

describe("a worker that was frozen beyond its lease", () => {
  let frozen: ServerProcess;
  const lateCount = () => frozen.output().split("came too late").length - 1;

  it.beforeEach(async ({ server }) => {
    frozen = await spawnWorker(server);
  });

  it("cannot write its late result, and goes on working", async ({ fixture, startNode }) => {
    const { ids, release } = await holdInFlight(fixture, 1);
    const [id = ""] = ids;
    frozen.send("SIGSTOP");
    const other = await startNode(LONG);
    const second = held();
    fixture.receiver.behave(second.behaviour);
    await until("the second request", () => fixture.receiver.received.length === 2);
    release({ status: 200 });
    frozen.send("SIGCONT");
    await until("the late result to be refused", () => lateCount() === 1);
    expect(await fixture.delivery(id)).toMatchObject({ status: "processing", attempt_count: 2 });
    second.release({ status: 500 });
    fixture.receiver.behave(() => ({ status: 200 }));
    await fixture.until(id, "completed");
    expect(
      (await fixture.attempts(id)).map(({ attempt_number, outcome_code }) => [attempt_number, outcome_code]),
    ).toEqual([
      [1, "internal_error"],
      [2, "rejected_server_error"],
      [3, "delivered"],
    ]);
    await other.stop();
    await fixture.until(await fixture.emit(), "completed");
  });

  it("does not touch a delivery that another worker has completed", async ({ fixture, startNode }) => {
    const { ids, release } = await holdInFlight(fixture, 20);
    frozen.send("SIGSTOP");
    fixture.receiver.behave(() => ({ status: 200 }));
    const other = await startNode(LONG);
    for (const id of ids) await fixture.until(id, "completed");
    const before = await Promise.all(ids.map((id) => fixture.event(id)));
    release({ status: 500 });
    frozen.send("SIGCONT");
    await other.stop();
    await until("the late results to be refused", () => lateCount() === 20);
    await fixture.until(await fixture.emit(), "completed");
    expect(await Promise.all(ids.map((id) => fixture.event(id)))).toEqual(before);
    await expectGapless(fixture, ids);
  });
});

describe("a worker that is told to stop", () => {
  it("takes nothing new, finishes what is in flight, and ends: nothing is lost or repeated", async ({
    server,
    fixture,
    startNode,
  }) => {
    const worker = await spawnWorker(server, { MESHES_DELIVERY_CONCURRENCY: "80" });
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const ids = await Promise.all(Array.from({ length: 50 }, () => fixture.emit()));
    await until("the requests to arrive", () => fixture.receiver.received.length === 20);
    worker.send("SIGTERM");
    await until("the signal to arrive", () => worker.output().includes("Stopping"));
    gate.release();
    expect(await worker.ended).toBe(0);
    expect(fixture.receiver.received).toHaveLength(20);
    fixture.receiver.behave(() => ({ status: 200 }));
    await startNode(LONG);
    for (const id of ids) await fixture.until(id, "completed");
    for (const id of ids) expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "delivered" }]);
    expect(fixture.receiver.received).toHaveLength(50);
  });

  it("waits for a silent endpoint as long as its time-out, records that, and ends", async ({ server, fixture }) => {
    const worker = await spawnWorker(server, VARIABLES);
    const { ids, release } = await holdInFlight(fixture, 3);
    const toldAt = performance.now();
    worker.send("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(TIMEOUT_MS + 2_000);
    for (const id of ids) {
      expect(await fixture.delivery(id)).toMatchObject({ status: "retrying", attempt_count: 1 });
      expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "timeout" }]);
    }
    release();
    for (const id of ids) expect((await fixture.cancel(id)).status).toBe(200);
  });

  it("twice ends at once, and others deliver what it held", async ({ server, fixture, startNode }) => {
    const worker = await spawnWorker(server);
    const { ids, release } = await holdInFlight(fixture, 1);
    worker.send("SIGTERM");
    await until("the first signal to arrive", () => worker.output().includes("Stopping"));
    worker.send("SIGTERM");
    expect(await worker.ended).toBe(130);
    release();
    fixture.receiver.behave(() => ({ status: 200 }));
    await startNode(LONG);
    for (const id of ids) await fixture.until(id, "completed");
  });
});
