import { describe, expect } from "vitest";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { held, inTurn, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "50ms,1h" });

/** An event that waits an hour for its third attempt. */
async function emitRetrying(fixture: DeliveryFixture): Promise<string> {
  fixture.receiver.behave(inTurn({ status: 500 }, { status: 500 }, { status: 200 }));
  const id = await fixture.emit();
  await fixture.until(id, "retrying", ({ attempt_count }) => attempt_count === 2);
  return id;
}

describe.concurrent("canceling a delivery", () => {
  it("that is retrying ends it, and once more changes nothing", async ({ fixture }) => {
    const id = await emitRetrying(fixture);
    const first = ok(await fixture.cancel(id), RuleEvent);
    expect(first).toMatchObject({ status: "canceled", attempt_count: 2 });
    expect(first).not.toHaveProperty("next_attempt_at");
    expect(ok(await fixture.cancel(id), RuleEvent)).toEqual(first);
    expect(await fixture.event(id)).toMatchObject({ status: "canceled" });
  });

  it("that is completed or failed is a conflict", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 200 }, { status: 400 }));
    const completed = await fixture.emit();
    await fixture.until(completed, "completed");
    const failed = await fixture.emit();
    await fixture.until(failed, "failed");
    refused(await fixture.cancel(completed), "Conflict");
    refused(await fixture.cancel(failed), "Conflict");
  });

  it("that is in flight lets the request finish, and does not repeat it", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    await fixture.until(id, "processing");
    await until("the request", () => fixture.receiver.received.length === 1);
    expect(ok(await fixture.cancel(id), RuleEvent).status).toBe("processing");
    expect(ok(await fixture.cancel(id), RuleEvent).status).toBe("processing");
    gate.release({ status: 500 });
    await fixture.until(id, "canceled");
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "rejected_server_error" }]);
    expect(await fixture.event(id)).toMatchObject({ status: "canceled" });
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it("that is in flight and succeeds completes it", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    await until("the request", () => fixture.receiver.received.length === 1);
    ok(await fixture.cancel(id), RuleEvent);
    gate.release();
    await fixture.until(id, "completed");
  });

  it("starts again with a clean slate after a retry", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave((_received, index) =>
      index === 0 ? gate.behaviour() : { status: index === 1 ? 500 : 200 },
    );
    const id = await fixture.emit();
    await until("the request", () => fixture.receiver.received.length === 1);
    await fixture.cancel(id);
    gate.release({ status: 500 });
    await fixture.until(id, "canceled");
    ok(await fixture.retry(id), RuleEvent);
    await fixture.until(id, "completed");
    expect(fixture.receiver.received).toHaveLength(3);
  });
});

describe.concurrent("deleting the target of a delivery", () => {
  it("cancels what is open of a rule, and leaves other rules alone", async ({ fixture }) => {
    const id = await emitRetrying(fixture);
    expect((await fixture.api.send("DELETE", `/rules/${fixture.rule.id}`)).status).toBe(200);
    expect(await fixture.delivery(id)).toMatchObject({ status: "canceled", rule_deleted: true });
    expect(await fixture.event(id)).toMatchObject({ status: "canceled" });
    expect(fixture.receiver.received).toHaveLength(2);
  });

  it("cancels what is open of a connection, and does not repeat what is in flight", async ({ fixture }) => {
    const retrying = await emitRetrying(fixture);
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const inFlight = await fixture.emit();
    await fixture.until(inFlight, "processing");
    await until("the request", () => fixture.receiver.received.length === 3);
    expect(
      (await fixture.api.send("DELETE", `/connections/${fixture.connection.id}`, { force_delete: true })).status,
    ).toBe(200);
    expect(await fixture.delivery(retrying)).toMatchObject({
      status: "canceled",
      connection_deleted: true,
      connection_name: fixture.connection.name,
    });
    gate.release({ status: 503 });
    await fixture.until(inFlight, "canceled");
    expect(fixture.receiver.received).toHaveLength(3);
  });
});
