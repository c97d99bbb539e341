import { afterAll, beforeAll, expect, it } from "vitest";
import { createFixtures, held, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

const PATIENCE_MS = 60_000;

let server: TestServer;
let lanes: Lanes;
let lane: DeliveryFixture;

beforeAll(async () => {
  server = await startTestServer({ MESHES_LEASE_MS: "600000", MESHES_RETRY_SCHEDULE: "1h" });
  lanes = createFixtures(server);
  lane = await lanes.open();
});

afterAll(async () => {
  await server.close();
  await lanes.close();
});

it.each([
  ["details", "attempt_details", "body = 'poison'"],
  ["an attempt", "attempts", "message like '%the endpoint answered 518%' or message like '%answered 518%'"],
])(
  "%s that the database refuses fails for itself: its neighbours and its own outcome are recorded",
  async (_name, table, refused) => {
    const { pool } = server.database;
    await pool.query(`alter table ${table} add constraint refused check (not (${refused}))`);
    const gate = held();
    lane.receiver.received.length = 0;
    lane.receiver.behave(async ({ body }) => {
      await gate.behaviour();
      return body.includes("poison") ? { status: 518, body: "poison" } : { status: 200 };
    });
    const poison = await lane.emit({ payload: { email: "poison@example.com" } });
    const healthy = await Promise.all(Array.from({ length: 8 }, () => lane.emit()));
    await until("all requests to be in flight", () => lane.receiver.received.length === 9, PATIENCE_MS);
    gate.release();
    const isOver = "select from rule_events where event_id = any($1) and status = $2";
    const count = async (ids: string[], status: string) => (await pool.query(isOver, [ids, status])).rowCount;
    await until("its neighbours", async () => (await count(healthy, "completed")) === 8, PATIENCE_MS);
    await until("its own outcome", async () => (await count([poison], "retrying")) === 1, PATIENCE_MS);
    expect(await lane.attempts(poison)).toMatchObject([
      { status_code: 518, message: expect.stringContaining("details") },
    ]);
    for (const id of healthy) expect(await lane.attempts(id)).toMatchObject([{ outcome_code: "delivered" }]);
    await pool.query(`alter table ${table} drop constraint refused`);
  },
  4 * PATIENCE_MS,
);
