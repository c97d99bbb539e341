import { describe, expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { inTurn, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const HOUR_MS = 3_600_000;

const connectionOf = async ({ api, connection }: DeliveryFixture) =>
  ok(await api.send("GET", `/connections/${connection.id}`), Connection);

async function deactivate(server: TestServer, { connection }: DeliveryFixture): Promise<void> {
  const sql = "update connections set active = false, inactive_reason = 'manually_inactivated' where id = $1";
  await server.database.pool.query(sql, [connection.id]);
}

/** Lets so much time pass for this delivery that its patience ends in `leftMs`. */
async function letWait(server: TestServer, eventId: string, leftMs: number): Promise<void> {
  const { rowCount } = await server.database.pool.query(
    `update rule_events set due_at = now() + make_interval(secs => $2), waiting_since = now() - interval '72 hours'
     where event_id = $1 and waiting_since is not null`,
    [eventId, leftMs / 1000],
  );
  expect(rowCount).toBe(1);
}

async function patienceMs(server: TestServer, eventId: string): Promise<number> {
  const { rows } = await server.database.pool.query<{ ms: string }>(
    "select extract(epoch from due_at - waiting_since) * 1000 as ms from rule_events where event_id = $1",
    [eventId],
  );
  return Number(rows[0]?.ms);
}

const isWaiting = ({ waiting }: { waiting?: string | undefined }) => waiting === "connection_inactive";

describe.concurrent("a delivery whose endpoint answers 410", () => {
  it("waits with its connection inactive, and runs when the connection is saved", async ({ server, fixture }) => {
    fixture.receiver.behave(inTurn({ status: 410 }, { status: 200 }));
    const id = await fixture.emit();
    const waiting = await fixture.until(id, "retrying", isWaiting);
    expect(waiting).not.toHaveProperty("next_attempt_at");
    expect(await connectionOf(fixture)).toMatchObject({ active: false });
    expect(await fixture.event(id)).toMatchObject({ status: "retrying" });
    expect(await patienceMs(server, id)).toBe(72 * HOUR_MS);
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "destination_gone", status_code: 410 }]);
    ok(await fixture.save(), Connection);
    await fixture.until(id, "completed");
    expect(await connectionOf(fixture)).toMatchObject({ active: true });
    expect((await fixture.attempts(id)).map(({ attempt_number }) => attempt_number)).toEqual([1, 2]);
  });

  it("does not use up its schedule by that", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 410 }, { status: 500 }));
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    await fixture.save();
    await fixture.until(id, "failed");
    expect(await fixture.attempts(id)).toHaveLength(5);
  });

  it("leaves a connection active that was saved while the request was in flight, and tries again at once", async ({
    fixture,
  }) => {
    const gate = Promise.withResolvers<void>();
    fixture.receiver.behave(async (_received, index) => {
      if (index > 0) return { status: 200 };
      await gate.promise;
      return { status: 410 };
    });
    const id = await fixture.emit();
    await until("the request to arrive", () => fixture.receiver.received.length === 1);
    await fixture.save();
    gate.resolve();
    await fixture.until(id, "completed");
    expect(await connectionOf(fixture)).toMatchObject({ active: true });
  });
});

describe.concurrent("a delivery of an inactive connection", () => {
  it("waits without an attempt and runs when the connection is saved", async ({ server, fixture }) => {
    await deactivate(server, fixture);
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    expect(await fixture.event(id)).toMatchObject({ status: "retrying" });
    expect(fixture.receiver.received).toHaveLength(0);
    await fixture.save();
    expect(await fixture.until(id, "completed")).toMatchObject({ attempt_count: 1 });
  });

  it("fails after 72 hours", async ({ server, fixture }) => {
    await deactivate(server, fixture);
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    await letWait(server, id, 0);
    expect(await fixture.until(id, "failed")).toMatchObject({
      last_error: "The connection stayed inactive for 72 hours",
    });
    expect(await fixture.event(id)).toMatchObject({ status: "failed", failed_count: 1 });
  });

  it("does not fail before that", async ({ server, fixture }) => {
    await deactivate(server, fixture);
    const [first, second] = [await fixture.emit(), await fixture.emit()];
    await fixture.until(first, "retrying", isWaiting);
    await fixture.until(second, "retrying", isWaiting);
    await letWait(server, first, HOUR_MS);
    await letWait(server, second, 0);
    await fixture.until(second, "failed");
    expect(await fixture.delivery(first)).toMatchObject({ status: "retrying", waiting: "connection_inactive" });
  });

  it("cannot be retried, but can be canceled", async ({ server, fixture }) => {
    await deactivate(server, fixture);
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    refused(await fixture.retry(id), "UnprocessableEntity");
    expect((await fixture.cancel(id)).status).toBe(200);
    expect(await fixture.delivery(id)).toMatchObject({ status: "canceled" });
    await fixture.save();
    expect(await fixture.delivery(id)).toMatchObject({ status: "canceled" });
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("is only one of its event's: the others go their way", async ({ server, fixture }) => {
    const other = await makeWebhook(fixture.api, fixture.workspace, { url: fixture.receiver.url });
    const otherRule = await makeRule(fixture.api, other);
    await deactivate(server, fixture);
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    await until("the other delivery", async () =>
      (await fixture.event(id)).rule_events.some(({ rule, status }) => rule === otherRule.id && status === "completed"),
    );
    expect(await fixture.event(id)).toMatchObject({ status: "retrying", completed_count: 1, total_rules: 2 });
  });

  // The race: the sweep reads the connection as inactive in the moment it is saved.
  it("never waits on for a connection that has become active", async ({ server, fixture }) => {
    for (let round = 0; round < 5; round += 1) {
      await deactivate(server, fixture);
      const ids = await Promise.all(Array.from({ length: 20 }, () => fixture.emit()));
      await fixture.until(ids[0] ?? "", "retrying", isWaiting);
      await fixture.save();
      await Promise.all(ids.map((id) => fixture.until(id, "completed")));
    }
  });
});
