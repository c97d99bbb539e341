import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { cancelOpenRuleEvents, resumeWaiting, rollUpEvents } from "#lib/server/db/queries/rule-events.ts";
import { retries } from "#lib/server/db/schema/events.ts";
import { restartBatch } from "#lib/server/domain/events/retries/restart-batch.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { until } from "#lib/testing/server/until.ts";
import { claimGiven } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import { renewLeases } from "./leases.ts";
import { recordAttempts } from "./record.ts";

const COUNT = 60;
const LEASE_MS = 60_000;

const databases: TestDatabase[] = [];
let database: TestDatabase;
let pool: pg.Pool;
let connectionId: string;
let workspaceId: string;

/** One connection with deliveries of many events, written so that neither ids nor due times follow the order of rows. */
beforeEach(async () => {
  database = await createTestDatabase();
  databases.push(database);
  pool = database.pool;
  connectionId = uuidv7();
  const [organization, workspace] = [randomUUID(), uuidv7()];
  workspaceId = workspace;
  await pool.query("insert into organizations (id, name) values ($1, 'o')", [organization]);
  await pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspace,
    organization,
  ]);
  await pool.query(
    "insert into connections (id, workspace_id, type, name, metadata, created_by) values ($1, $2, 'webhook', 'c', '{}', 't')",
    [connectionId, workspace],
  );
  await pool.query(
    "insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by) values ($1, $2, $1, 'webhook', 'e', '{\"action\":\"a\"}', 't')",
    [connectionId, workspace],
  );
  await pool.query(
    `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
     select gen_random_uuid(), $1, 'e', 'global', 'pending', 1, '{}', 't' from generate_series(1, $2)`,
    [workspace, COUNT],
  );
  await pool.query(
    `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at)
     select gen_random_uuid(), id, workspace_id, $1, $1, 'webhook', 'pending', now() - random() * interval '1 minute' from events order by random()`,
    [connectionId],
  );
});

afterAll(() => Promise.all(databases.map((item) => item.drop())));

function claim(leaseToken: string = randomUUID()): Promise<ClaimedRuleEvent[]> {
  const holder = { organizationId: "o", workspaceId, connectionId, origin: "https://o.example" };
  return claimGiven(pool, { leaseToken, leaseMs: LEASE_MS }, [{ holder, places: COUNT }]);
}

/** Everybody must wait for the lowest id before taking any other: then nobody can wait in a circle. */
async function expectInOrder(
  table: "events" | "rule_events" | "problems",
  change: () => Promise<unknown>,
  order = "id",
): Promise<void> {
  const blocker = await pool.connect();
  await blocker.query("begin");
  await blocker.query(
    `select from ${table} where ${order}::text = (select min(${order}::text) from ${table}) for update`,
  );
  const changing = change();
  await until("the change to wait", async () => {
    const { rows } = await pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length === 1;
  });
  const { rows } = await blocker.query(`select from ${table} for update skip locked`);
  await blocker.query("rollback");
  blocker.release();
  await changing;
  expect(rows).toHaveLength(COUNT);
}

describe("rows are locked in order of id by", () => {
  it("claims, for events", () => expectInOrder("events", () => claim()));

  it("recording, for rule events and for events", async () => {
    for (const table of ["rule_events", "events"] as const) {
      const leaseToken = randomUUID();
      await pool.query("update rule_events set status = 'pending', due_at = now(), completed_at = null");
      const outcome = { kind: "delivered", code: "delivered", message: "ok", durationMs: 1 } as const;
      const batch = (await claim(leaseToken)).map((claimed) => ({ claimed, outcome }));
      await expectInOrder(table, () => recordAttempts(pool, leaseToken, [], batch));
    }
  });

  it("recording, for problems: in order of their fingerprints", async () => {
    await pool.query(
      `insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
       select id, $1, $2, 'webhook', id::text, '{"action": "a"}', 't' from rule_events`,
      [workspaceId, connectionId],
    );
    await pool.query("update rule_events set rule_id = id");
    const leaseToken = randomUUID();
    const outcome = { kind: "retry", code: "timeout", message: "slow", durationMs: 1 } as const;
    const fail = async () => {
      await pool.query("update rule_events set due_at = now() - interval '1 second'");
      const batch = (await claim(leaseToken)).map((claimed) => ({ claimed, outcome }));
      return () => recordAttempts(pool, leaseToken, [1_000, 1_000, 1_000], batch);
    };
    await (
      await fail()
    )();
    await expectInOrder("problems", await fail(), "fingerprint");
  });

  it("canceling all of a connection", async () => {
    await expectInOrder("rule_events", () =>
      database.db.transaction((tx) => cancelOpenRuleEvents(tx, { connectionId })),
    );
  });

  it("starting many again, for rule events and for events", async () => {
    for (const table of ["rule_events", "events"] as const) {
      await pool.query("update rule_events set status = 'failed', due_at = null, completed_at = now()");
      await pool.query("update retries set status = 'canceled', completed_at = now()");
      const [job] = await database.db
        .insert(retries)
        .values({ id: uuidv7(), workspaceId, filter: {}, matching: COUNT, isExact: true, createdBy: "t" })
        .returning();
      if (job === undefined) throw new Error("No retry was made");
      const { rows } = await pool.query<{ id: string }>("select id from rule_events order by random()");
      const ids = rows.map(({ id }) => id);
      await expectInOrder(table, () => database.db.transaction((tx) => restartBatch(tx, job, ids)));
    }
  });

  it("resuming all of a connection", async () => {
    await pool.query("update rule_events set status = 'retrying', waiting_since = now()");
    await expectInOrder("rule_events", () => database.db.transaction((tx) => resumeWaiting(tx, connectionId)));
  });

  it("renewing leases", async () => {
    const leaseToken = randomUUID();
    const ids = (await claim(leaseToken)).map(({ id }) => id);
    await expectInOrder("rule_events", () => renewLeases(pool, leaseToken, LEASE_MS, ids));
  });
});

it("a claim keeps its event in processing when another delivery of it ends at the same moment", async () => {
  const { rows } = await pool.query<{ id: string; event_id: string }>("select id, event_id from rule_events limit 1");
  const { event_id: eventId = "" } = rows[0] ?? {};
  await pool.query("update rule_events set due_at = now() + interval '1 hour' where event_id <> $1", [eventId]);
  await pool.query(
    `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, attempt_count)
     select gen_random_uuid(), event_id, workspace_id, connection_id, gen_random_uuid(), 'webhook', 'processing', now() + interval '1 hour', 1
     from rule_events where event_id = $1`,
    [eventId],
  );
  await pool.query("update events set status = 'processing' where id = $1", [eventId]);
  const ended = Promise.withResolvers<void>();
  const other = database.db.transaction(async (tx) => {
    await tx.execute(
      `update rule_events set status = 'completed', due_at = null where event_id = '${eventId}' and status = 'processing'`,
    );
    await rollUpEvents(tx, [eventId]);
    await ended.promise;
  });
  await until(
    "the other's lock",
    async () => (await pool.query("select from events where id = $1 for update skip locked", [eventId])).rowCount === 0,
  );
  const claiming = claim();
  await Promise.race([
    claiming,
    until("the claim to wait", async () => {
      const { rows: waiting } = await pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return waiting.length > 0;
    }),
  ]);
  ended.resolve();
  await other;
  expect(await claiming).toHaveLength(1);
  const { rows: found } = await pool.query("select status from events where id = $1", [eventId]);
  expect(found).toEqual([{ status: "processing" }]);
});
