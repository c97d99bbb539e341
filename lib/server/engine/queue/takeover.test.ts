import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.override("variables", { MESHES_ROLE: "web" });

/** What a worker leaves behind that was killed during its first attempt, with so much left of its lease. */
async function leaveInFlight(server: TestServer, eventId: string, leaseLeftMs = -1_000): Promise<void> {
  await server.database.pool.query(
    `update rule_events set status = 'processing', attempt_count = 1, lease_token = $2, started_at = now(),
       attempt_started_at = now() - interval '3 seconds', due_at = now() + make_interval(secs => $3) where event_id = $1`,
    [eventId, randomUUID(), leaseLeftMs / 1000],
  );
  await server.database.pool.query("update events set status = 'processing' where id = $1", [eventId]);
}

async function deleteRule(fixture: DeliveryFixture): Promise<void> {
  expect((await fixture.api.send("DELETE", `/rules/${fixture.rule.id}`)).status).toBe(200);
}

describe("an attempt whose worker died", () => {
  it("is recorded as interrupted, and another worker delivers", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await leaveInFlight(server, id);
    await startNode();
    expect(await fixture.until(id, "completed")).toMatchObject({ attempt_count: 2 });
    const attempts = await fixture.attempts(id);
    expect(attempts).toMatchObject([
      { attempt_number: 1, outcome_code: "internal_error", message: expect.stringContaining("Interrupted") },
      { attempt_number: 2, outcome_code: "delivered" },
    ]);
    expect(attempts[0]?.duration_ms).toBeGreaterThanOrEqual(3_000);
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it("is not taken over before its lease ends", async ({ server, fixture, startNode }) => {
    const [early, late] = [await fixture.emit(), await fixture.emit()];
    await leaveInFlight(server, early, 60_000);
    await leaveInFlight(server, late);
    await startNode();
    await fixture.until(late, "completed");
    expect(await fixture.delivery(early)).toMatchObject({ status: "processing", attempt_count: 1 });
  });

  it("is not repeated when the delivery was canceled meanwhile", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await leaveInFlight(server, id);
    expect((await fixture.cancel(id)).status).toBe(200);
    await startNode();
    await fixture.until(id, "canceled");
    expect(await fixture.event(id)).toMatchObject({ status: "canceled" });
    expect(await fixture.attempts(id)).toMatchObject([{ attempt_number: 1, outcome_code: "internal_error" }]);
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("is not repeated when the rule was deleted meanwhile", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await leaveInFlight(server, id);
    await deleteRule(fixture);
    await startNode();
    await fixture.until(id, "canceled");
    expect(await fixture.attempts(id)).toHaveLength(1);
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("leaves its trace when its connection became inactive meanwhile, and waits", async ({
    server,
    fixture,
    startNode,
  }) => {
    const id = await fixture.emit();
    await leaveInFlight(server, id);
    const sql = "update connections set active = false, inactive_reason = 'manually_inactivated' where id = $1";
    await server.database.pool.query(sql, [fixture.connection.id]);
    await startNode();
    const waiting = await fixture.until(id, "retrying", ({ waiting: reason }) => reason === "connection_inactive");
    expect(waiting.attempt_count).toBe(1);
    expect(await fixture.attempts(id)).toMatchObject([{ attempt_number: 1, outcome_code: "internal_error" }]);
    await fixture.save();
    await fixture.until(id, "completed");
    expect((await fixture.attempts(id)).map(({ attempt_number }) => attempt_number)).toEqual([1, 2]);
  });
});

describe("a delivery that was matched in the moment its rule was deleted", () => {
  /** The rule's deletion does not see a rule event that another transaction has not committed yet. */
  async function deleteUnseen(server: TestServer, fixture: DeliveryFixture, deletedAgo: string): Promise<void> {
    await server.database.pool.query("update rules set deleted_at = now() - $2::interval where id = $1", [
      fixture.rule.id,
      deletedAgo,
    ]);
  }

  it("is canceled without an attempt", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await deleteUnseen(server, fixture, "0 s");
    await startNode();
    await fixture.until(id, "canceled");
    expect(await fixture.event(id)).toMatchObject({ status: "canceled" });
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("is canceled also when no worker ran for hours", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    await deleteUnseen(server, fixture, "5 hours");
    await server.database.pool.query("update rule_events set due_at = now() - interval '5 hours' where event_id = $1", [
      id,
    ]);
    await startNode();
    await fixture.until(id, "canceled");
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("is not tried again when its attempt was already running", async ({ server, fixture, startNode }) => {
    const id = await fixture.emit();
    const gate = Promise.withResolvers<void>();
    fixture.receiver.behave(async () => {
      await gate.promise;
      return { status: 500, headers: { "retry-after": "3600" } };
    });
    await startNode();
    await until("the request to arrive", () => fixture.receiver.received.length === 1);
    await deleteUnseen(server, fixture, "0 s");
    gate.resolve();
    await fixture.until(id, "canceled");
    expect(await fixture.attempts(id)).toMatchObject([{ status_code: 500 }]);
  });
});
