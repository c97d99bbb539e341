import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok, refused } from "#lib/testing/answers.ts";
import { createFixtures, held, inTurn, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";

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

async function setDue(eventId: string, inMs: number): Promise<void> {
  await server.database.pool.query(
    "update rule_events set due_at = now() + make_interval(secs => $2) where event_id = $1",
    [eventId, inMs / 1000],
  );
}

describe.concurrent("retrying a delivery", () => {
  it("that is retrying forces its next attempt now and keeps its place in the schedule", async () => {
    const lane = await lanes.open();
    const id = await emitRetrying(lane);
    const answer = ok(await lane.retry(id), RuleEvent);
    expect(["retrying", "processing", "completed"]).toContain(answer.status);
    await lane.until(id, "completed");
    expect((await lane.attempts(id)).map(({ attempt_number, trigger }) => [attempt_number, trigger])).toEqual([
      [1, "scheduled"],
      [2, "scheduled"],
      [3, "manual"],
    ]);
  });

  it("that failed gives it the whole schedule again", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 400 }, { status: 500 }, { status: 500 }, "hang"));
    const id = await lane.emit();
    await lane.until(id, "failed");
    const answer = ok(await lane.retry(id), RuleEvent);
    expect(answer).not.toHaveProperty("completed_at");
    await lane.until(id, "retrying", ({ attempt_count }) => attempt_count === 3);
    expect(await lane.event(id)).toMatchObject({ status: "retrying", failed_count: 0 });
    expect((await lane.attempts(id)).map(({ trigger }) => trigger)).toEqual(["scheduled", "manual", "scheduled"]);
  });

  it("that was canceled starts it again", async () => {
    const lane = await lanes.open();
    const id = await emitRetrying(lane);
    ok(await lane.cancel(id), RuleEvent);
    ok(await lane.retry(id), RuleEvent);
    await lane.until(id, "completed");
    expect((await lane.attempts(id)).at(-1)).toMatchObject({
      attempt_number: 3,
      trigger: "manual",
      outcome_code: "delivered",
    });
    expect(await lane.event(id)).toMatchObject({ status: "completed", completed_count: 1 });
  });

  it("that is completed is a conflict", async () => {
    const lane = await lanes.open();
    const id = await lane.emit();
    await lane.until(id, "completed");
    refused(await lane.retry(id), "Conflict");
    expect(lane.receiver.received).toHaveLength(1);
  });

  it("that is in flight is too early", async () => {
    const lane = await lanes.open();
    const gate = held();
    lane.receiver.behave(gate.behaviour);
    const id = await lane.emit();
    await lane.until(id, "processing");
    const answer = await lane.retry(id);
    refused(answer, "TooEarly");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    gate.release();
    await lane.until(id, "completed");
  });

  it("that is due within five seconds is too early, and later is not", async () => {
    const lane = await lanes.open();
    const id = await emitRetrying(lane);
    await setDue(id, 4_500);
    refused(await lane.retry(id), "TooEarly");
    await setDue(id, 8_000);
    ok(await lane.retry(id), RuleEvent);
    await lane.until(id, "completed");
  });

  it("whose rule was deleted cannot be done", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(() => ({ status: 400 }));
    const id = await lane.emit();
    await lane.until(id, "failed");
    await lane.api.send("DELETE", `/rules/${lane.rule.id}`);
    refused(await lane.retry(id), "UnprocessableEntity");
  });

  it("whose connection was deleted cannot be done", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(() => ({ status: 400 }));
    const id = await lane.emit();
    await lane.until(id, "failed");
    expect((await lane.api.send("DELETE", `/connections/${lane.connection.id}`, { force_delete: true })).status).toBe(
      200,
    );
    refused(await lane.retry(id), "UnprocessableEntity");
  });

  it("whose connection is switched off cannot be done, whatever its status", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 400 }, { status: 410 }));
    const failed = await lane.emit();
    await lane.until(failed, "failed");
    const waiting = await lane.emit();
    await lane.until(waiting, "retrying", ({ waiting: reason }) => reason === "connection_inactive");
    refused(await lane.retry(failed), "UnprocessableEntity");
    refused(await lane.retry(waiting), "UnprocessableEntity");
  });

  it("of another tenant or an unknown one does not exist", async () => {
    const [lane, other] = await Promise.all([lanes.open(), lanes.open()]);
    const id = await lane.emit();
    await lane.until(id, "completed");
    const foreign = await other.api.send("POST", `/events/${id}/rules/${lane.rule.id}/retry`);
    const unknown = await other.api.send("POST", `/events/${other.rule.id}/rules/${other.rule.id}/retry`);
    refused(foreign, "NotFound");
    expect(foreign.text).toBe(unknown.text);
  });

  it("many times at once makes one attempt", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 400 }, { status: 200 }));
    const id = await lane.emit();
    await lane.until(id, "failed");
    const answers = await Promise.all(Array.from({ length: 10 }, () => lane.retry(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 409, 425].includes(status))).toBe(true);
    await lane.until(id, "completed");
    expect(lane.receiver.received).toHaveLength(2);
  });
});
