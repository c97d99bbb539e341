import { describe, expect } from "vitest";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { held, inTurn, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "50ms,1h" });

/** An event that waits an hour for its third attempt. */
async function emitRetrying(fixture: DeliveryFixture): Promise<string> {
  fixture.receiver.behave(inTurn({ status: 500 }, { status: 500 }, { status: 200 }));
  const id = await fixture.emit();
  await fixture.until(id, "retrying", ({ attempt_count }) => attempt_count === 2);
  return id;
}

async function setDue(server: TestServer, eventId: string, inMs: number): Promise<void> {
  await server.database.pool.query(
    "update rule_events set due_at = now() + make_interval(secs => $2) where event_id = $1",
    [eventId, inMs / 1000],
  );
}

describe.concurrent("retrying a delivery", () => {
  it("that is retrying forces its next attempt now and keeps its place in the schedule", async ({ fixture }) => {
    const id = await emitRetrying(fixture);
    const answer = ok(await fixture.retry(id), RuleEvent);
    expect(["retrying", "processing", "completed"]).toContain(answer.status);
    await fixture.until(id, "completed");
    expect((await fixture.attempts(id)).map(({ attempt_number, trigger }) => [attempt_number, trigger])).toEqual([
      [1, "scheduled"],
      [2, "scheduled"],
      [3, "manual"],
    ]);
  });

  it("that failed gives it the whole schedule again", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 400 }, { status: 500 }, { status: 500 }, "hang"));
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    const answer = ok(await fixture.retry(id), RuleEvent);
    expect(answer).not.toHaveProperty("completed_at");
    await fixture.until(id, "retrying", ({ attempt_count }) => attempt_count === 3);
    expect(await fixture.event(id)).toMatchObject({ status: "retrying", failed_count: 0 });
    expect((await fixture.attempts(id)).map(({ trigger }) => trigger)).toEqual(["scheduled", "manual", "scheduled"]);
  });

  it("that was canceled starts it again", async ({ fixture }) => {
    const id = await emitRetrying(fixture);
    ok(await fixture.cancel(id), RuleEvent);
    ok(await fixture.retry(id), RuleEvent);
    await fixture.until(id, "completed");
    expect((await fixture.attempts(id)).at(-1)).toMatchObject({
      attempt_number: 3,
      trigger: "manual",
      outcome_code: "delivered",
    });
    expect(await fixture.event(id)).toMatchObject({ status: "completed", completed_count: 1 });
  });

  it("that is completed is a conflict", async ({ fixture }) => {
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    refused(await fixture.retry(id), "Conflict");
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it("that is in flight is too early", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    await fixture.until(id, "processing");
    const answer = await fixture.retry(id);
    refused(answer, "TooEarly");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    gate.release();
    await fixture.until(id, "completed");
  });

  it("that is due within five seconds is too early, and later is not", async ({ server, fixture }) => {
    const id = await emitRetrying(fixture);
    await setDue(server, id, 4_500);
    refused(await fixture.retry(id), "TooEarly");
    await setDue(server, id, 8_000);
    ok(await fixture.retry(id), RuleEvent);
    await fixture.until(id, "completed");
  });

  it("whose rule was deleted cannot be done", async ({ fixture }) => {
    fixture.receiver.behave(() => ({ status: 400 }));
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    await fixture.api.send("DELETE", `/rules/${fixture.rule.id}`);
    refused(await fixture.retry(id), "UnprocessableEntity");
  });

  it("whose connection was deleted cannot be done", async ({ fixture }) => {
    fixture.receiver.behave(() => ({ status: 400 }));
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect(
      (await fixture.api.send("DELETE", `/connections/${fixture.connection.id}`, { force_delete: true })).status,
    ).toBe(200);
    refused(await fixture.retry(id), "UnprocessableEntity");
  });

  it("whose connection is inactive cannot be done, whatever its status", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 400 }, { status: 410 }));
    const failed = await fixture.emit();
    await fixture.until(failed, "failed");
    const waiting = await fixture.emit();
    await fixture.until(waiting, "retrying", ({ waiting: reason }) => reason === "connection_inactive");
    refused(await fixture.retry(failed), "UnprocessableEntity");
    refused(await fixture.retry(waiting), "UnprocessableEntity");
  });

  it("of another tenant or an unknown one does not exist", async ({ fixtures }) => {
    const [fixture, other] = await Promise.all([fixtures.open(), fixtures.open()]);
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    const foreign = await other.api.send("POST", `/events/${id}/rules/${fixture.rule.id}/retry`);
    const unknown = await other.api.send("POST", `/events/${other.rule.id}/rules/${other.rule.id}/retry`);
    refused(foreign, "NotFound");
    expect(foreign.text).toBe(unknown.text);
  });

  it("many times at once makes one attempt", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 400 }, { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    const answers = await Promise.all(Array.from({ length: 10 }, () => fixture.retry(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 409, 425].includes(status))).toBe(true);
    await fixture.until(id, "completed");
    expect(fixture.receiver.received).toHaveLength(2);
  });
});
