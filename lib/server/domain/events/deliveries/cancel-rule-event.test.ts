import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok, refused } from "#lib/testing/answers.ts";
import { createFixtures, held, inTurn, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

let server: TestServer;
let lanes: Lanes;

beforeAll(async () => {
  server = await startTestServer({ MESHES_RETRY_SCHEDULE: "50ms,1h" });
  lanes = createFixtures(server);
});

afterAll(async () => {
  await server.close();
  await lanes.close();
});

/** An event that waits an hour for its third attempt. */
async function emitRetrying(lane: DeliveryFixture): Promise<string> {
  lane.receiver.behave(inTurn({ status: 500 }, { status: 500 }, { status: 200 }));
  const id = await lane.emit();
  await lane.until(id, "retrying", ({ attempt_count }) => attempt_count === 2);
  return id;
}

describe.concurrent("canceling a delivery", () => {
  it("that is retrying ends it, and once more changes nothing", async () => {
    const lane = await lanes.open();
    const id = await emitRetrying(lane);
    const first = ok(await lane.cancel(id), RuleEvent);
    expect(first).toMatchObject({ status: "canceled", attempt_count: 2 });
    expect(first).not.toHaveProperty("next_attempt_at");
    expect(ok(await lane.cancel(id), RuleEvent)).toEqual(first);
    expect(await lane.event(id)).toMatchObject({ status: "canceled" });
  });

  it("that is completed or failed is a conflict", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 200 }, { status: 400 }));
    const completed = await lane.emit();
    await lane.until(completed, "completed");
    const failed = await lane.emit();
    await lane.until(failed, "failed");
    refused(await lane.cancel(completed), "Conflict");
    refused(await lane.cancel(failed), "Conflict");
  });

  it("that is in flight lets the request finish, and does not repeat it", async () => {
    const lane = await lanes.open();
    const gate = held();
    lane.receiver.behave(gate.behaviour);
    const id = await lane.emit();
    await lane.until(id, "processing");
    await until("the request", () => lane.receiver.received.length === 1);
    expect(ok(await lane.cancel(id), RuleEvent).status).toBe("processing");
    expect(ok(await lane.cancel(id), RuleEvent).status).toBe("processing");
    gate.release({ status: 500 });
    await lane.until(id, "canceled");
    expect(await lane.attempts(id)).toMatchObject([{ outcome_code: "rejected_server_error" }]);
    expect(await lane.event(id)).toMatchObject({ status: "canceled" });
    expect(lane.receiver.received).toHaveLength(1);
  });

  it("that is in flight and succeeds completes it", async () => {
    const lane = await lanes.open();
    const gate = held();
    lane.receiver.behave(gate.behaviour);
    const id = await lane.emit();
    await until("the request", () => lane.receiver.received.length === 1);
    ok(await lane.cancel(id), RuleEvent);
    gate.release();
    await lane.until(id, "completed");
  });

  it("starts again with a clean slate after a retry", async () => {
    const lane = await lanes.open();
    const gate = held();
    lane.receiver.behave((_received, index) => (index === 0 ? gate.behaviour() : { status: index === 1 ? 500 : 200 }));
    const id = await lane.emit();
    await until("the request", () => lane.receiver.received.length === 1);
    await lane.cancel(id);
    gate.release({ status: 500 });
    await lane.until(id, "canceled");
    ok(await lane.retry(id), RuleEvent);
    await lane.until(id, "completed");
    expect(lane.receiver.received).toHaveLength(3);
  });
});

describe.concurrent("deleting the target of a delivery", () => {
  it("cancels what is open of a rule, and leaves other rules alone", async () => {
    const lane = await lanes.open();
    const id = await emitRetrying(lane);
    expect((await lane.api.send("DELETE", `/rules/${lane.rule.id}`)).status).toBe(200);
    expect(await lane.delivery(id)).toMatchObject({ status: "canceled", rule_deleted: true });
    expect(await lane.event(id)).toMatchObject({ status: "canceled" });
    expect(lane.receiver.received).toHaveLength(2);
  });

  it("cancels what is open of a connection, and does not repeat what is in flight", async () => {
    const lane = await lanes.open();
    const retrying = await emitRetrying(lane);
    const gate = held();
    lane.receiver.behave(gate.behaviour);
    const inFlight = await lane.emit();
    await lane.until(inFlight, "processing");
    await until("the request", () => lane.receiver.received.length === 3);
    expect((await lane.api.send("DELETE", `/connections/${lane.connection.id}`, { force_delete: true })).status).toBe(
      200,
    );
    expect(await lane.delivery(retrying)).toMatchObject({
      status: "canceled",
      connection_deleted: true,
      connection_name: lane.connection.name,
    });
    gate.release({ status: 503 });
    await lane.until(inFlight, "canceled");
    expect(lane.receiver.received).toHaveLength(3);
  });
});
