import { expect } from "vitest";
import { held } from "#lib/testing/api/delivery-fixture.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const PATIENCE_MS = 60_000;

const it = base.override("variables", { MESHES_LEASE_MS: "600000", MESHES_RETRY_SCHEDULE: "1h" });

it.for([
  ["details", "attempt_details", "body = 'poison'", 518, "retrying"],
  ["details of a delivery", "attempt_details", "body = 'poison'", 218, "completed"],
  [
    "an attempt",
    "attempts",
    "message like '%the endpoint answered 518%' or message like '%answered 518%'",
    518,
    "retrying",
  ],
] as const)(
  "%s that the database refuses fails for itself: its neighbours and its own outcome are recorded",
  { timeout: 4 * PATIENCE_MS },
  async ([_name, table, refused, status, becomes], { server, fixture }) => {
    const { pool } = server.database;
    await pool.query(`alter table ${table} add constraint refused check (not (${refused}))`);
    const gate = held();
    fixture.receiver.received.length = 0;
    fixture.receiver.behave(async ({ body }) => {
      await gate.behaviour();
      return body.includes("poison") ? { status, body: "poison" } : { status: 200 };
    });
    const poison = await fixture.emit({ payload: { email: "poison@example.com" } });
    const healthy = await Promise.all(Array.from({ length: 8 }, () => fixture.emit()));
    await until("all requests to be in flight", () => fixture.receiver.received.length === 9, PATIENCE_MS);
    gate.release();
    const isOver = "select from rule_events where event_id = any($1) and status = $2";
    const count = async (ids: string[], status: string) => (await pool.query(isOver, [ids, status])).rowCount;
    await until("its neighbours", async () => (await count(healthy, "completed")) === 8, PATIENCE_MS);
    await until("its own outcome", async () => (await count([poison], becomes)) === 1, PATIENCE_MS);
    expect(await fixture.attempts(poison)).toMatchObject([
      { status_code: status, message: expect.stringContaining("details") },
    ]);
    for (const id of healthy) expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "delivered" }]);
    await pool.query(`alter table ${table} drop constraint refused`);
  },
);
