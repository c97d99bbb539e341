import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { ok, refused } from "#lib/testing/answers.ts";
import { createFixtures, inTurn, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

let server: TestServer;
let lanes: Lanes;

beforeAll(async () => {
  server = await startTestServer();
  lanes = createFixtures(server);
});

afterAll(async () => {
  await server.close();
  await lanes.close();
});

const HOUR_MS = 3_600_000;

const connectionOf = async ({ api, connection }: DeliveryFixture) =>
  ok(await api.send("GET", `/connections/${connection.id}`), Connection);

async function switchOff({ connection }: DeliveryFixture): Promise<void> {
  const sql = "update connections set active = false, inactive_reason = 'manually_inactivated' where id = $1";
  await server.database.pool.query(sql, [connection.id]);
}

/** Lets so much time pass for this delivery that its patience ends in `leftMs`. */
async function letWait(eventId: string, leftMs: number): Promise<void> {
  const { rowCount } = await server.database.pool.query(
    `update rule_events set due_at = now() + make_interval(secs => $2), waiting_since = now() - interval '72 hours'
     where event_id = $1 and waiting_since is not null`,
    [eventId, leftMs / 1000],
  );
  expect(rowCount).toBe(1);
}

async function patienceMs(eventId: string): Promise<number> {
  const { rows } = await server.database.pool.query<{ ms: string }>(
    "select extract(epoch from due_at - waiting_since) * 1000 as ms from rule_events where event_id = $1",
    [eventId],
  );
  return Number(rows[0]?.ms);
}

const isWaiting = ({ waiting }: { waiting?: string | undefined }) => waiting === "connection_inactive";

describe.concurrent("a delivery whose endpoint answers 410", () => {
  it("waits with its connection switched off, and runs when the connection is saved", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 410 }, { status: 200 }));
    const id = await lane.emit();
    const waiting = await lane.until(id, "retrying", isWaiting);
    expect(waiting).not.toHaveProperty("next_attempt_at");
    expect(await connectionOf(lane)).toMatchObject({ active: false });
    expect(await lane.event(id)).toMatchObject({ status: "retrying" });
    expect(await patienceMs(id)).toBe(72 * HOUR_MS);
    expect(await lane.attempts(id)).toMatchObject([{ outcome_code: "destination_gone", status_code: 410 }]);
    ok(await lane.save(), Connection);
    await lane.until(id, "completed");
    expect(await connectionOf(lane)).toMatchObject({ active: true });
    expect((await lane.attempts(id)).map(({ attempt_number }) => attempt_number)).toEqual([1, 2]);
  });

  it("does not use up its schedule by that", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 410 }, { status: 500 }));
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    await lane.save();
    await lane.until(id, "failed");
    expect(await lane.attempts(id)).toHaveLength(5);
  });

  it("leaves a connection active that was saved while the request was in flight, and tries again at once", async () => {
    const lane = await lanes.open();
    const gate = Promise.withResolvers<void>();
    lane.receiver.behave(async (_received, index) => {
      if (index > 0) return { status: 200 };
      await gate.promise;
      return { status: 410 };
    });
    const id = await lane.emit();
    await until("the request to arrive", () => lane.receiver.received.length === 1);
    await lane.save();
    gate.resolve();
    await lane.until(id, "completed");
    expect(await connectionOf(lane)).toMatchObject({ active: true });
  });
});

describe.concurrent("a delivery of a connection that is switched off", () => {
  it("waits without an attempt and runs when the connection is saved", async () => {
    const lane = await lanes.open();
    await switchOff(lane);
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    expect(await lane.event(id)).toMatchObject({ status: "retrying" });
    expect(lane.receiver.received).toHaveLength(0);
    await lane.save();
    expect(await lane.until(id, "completed")).toMatchObject({ attempt_count: 1 });
  });

  it("fails after 72 hours", async () => {
    const lane = await lanes.open();
    await switchOff(lane);
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    await letWait(id, 0);
    expect(await lane.until(id, "failed")).toMatchObject({
      last_error: "The connection stayed switched off for 72 hours",
    });
    expect(await lane.event(id)).toMatchObject({ status: "failed", failed_count: 1 });
  });

  it("does not fail before that", async () => {
    const lane = await lanes.open();
    await switchOff(lane);
    const [first, second] = [await lane.emit(), await lane.emit()];
    await lane.until(first, "retrying", isWaiting);
    await lane.until(second, "retrying", isWaiting);
    await letWait(first, HOUR_MS);
    await letWait(second, 0);
    await lane.until(second, "failed");
    expect(await lane.delivery(first)).toMatchObject({ status: "retrying", waiting: "connection_inactive" });
  });

  it("cannot be retried, but can be canceled", async () => {
    const lane = await lanes.open();
    await switchOff(lane);
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    refused(await lane.retry(id), "UnprocessableEntity");
    expect((await lane.cancel(id)).status).toBe(200);
    expect(await lane.delivery(id)).toMatchObject({ status: "canceled" });
    await lane.save();
    expect(await lane.delivery(id)).toMatchObject({ status: "canceled" });
    expect(lane.receiver.received).toHaveLength(0);
  });

  it("is only one of its event's: the others go their way", async () => {
    const lane = await lanes.open();
    const other = await makeWebhook(lane.api, lane.workspace, { url: lane.receiver.url });
    const otherRule = await makeRule(lane.api, other);
    await switchOff(lane);
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    await until("the other delivery", async () =>
      (await lane.event(id)).rule_events.some(({ rule, status }) => rule === otherRule.id && status === "completed"),
    );
    expect(await lane.event(id)).toMatchObject({ status: "retrying", completed_count: 1, total_rules: 2 });
  });

  // The race: the sweep reads the connection as switched off in the moment it is saved.
  it("never waits on for a connection that has become active", async () => {
    const lane = await lanes.open();
    for (let round = 0; round < 5; round += 1) {
      await switchOff(lane);
      const ids = await Promise.all(Array.from({ length: 20 }, () => lane.emit()));
      await lane.until(ids[0] ?? "", "retrying", isWaiting);
      await lane.save();
      await Promise.all(ids.map((id) => lane.until(id, "completed")));
    }
  });
});
