import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "#lib/server/db/scope.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { explain, recordStatements, type Reading } from "#lib/testing/server/explain.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import type { ListFilter } from "./event-conditions.ts";
import { eventsQuery } from "./read-events.ts";

const LARGE = 100_000;
const SMALL = 300;

let database: TestDatabase;
let organizationId: string;
const [large, small] = [uuidv7(), uuidv7()];
const rules: Record<string, string[]> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  organizationId = (await createOrganization(database.db, "Organization")).id;
  await database.pool.query(
    "insert into workspaces (id, organization_id, name) select id, $2, id::text from unnest($1::uuid[]) as t (id)",
    [[large, small], organizationId],
  );
  await write(large, LARGE, 10);
  await write(small, SMALL, 3);
  await database.pool.query(
    `insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger, outcome_code, message, duration_ms, started_at, completed_at)
     select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, 1, 'scheduled', 'delivered', '', 1, now(), now() from rule_events`,
  );
  await database.pool.query("vacuum analyze");
});

afterAll(() => database.drop());

/** Events with a delivery each: of a hundred one failed. A resource id of its own for every 100th event. */
async function write(workspaceId: string, events: number, ruleCount: number): Promise<void> {
  await database.pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, created_by)
     select meshes_uuidv7(), $1, 'webhook', 'c' || n, '{}', 't' from generate_series(1, 3) as n`,
    [workspaceId],
  );
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
     select meshes_uuidv7(), $1, c.id, 'webhook', 'e', jsonb_build_object('action', 'send_webhook', 'id', n::text), 't'
     from generate_series(1, $2::int) as n join connections c on c.workspace_id = $1 and c.name = 'c' || n % 3 + 1
     returning id`,
    [workspaceId, ruleCount],
  );
  rules[workspaceId] = rows.map(({ id }) => id);
  await database.pool.query(
    `with made as materialized (
       select meshes_uuidv7() as id, n, case when n % 100 = 0 then 'failed' when n % 500 = 1 then 'retrying' when n % 1000 = 2 then 'canceled' else 'completed' end as status
       from generate_series(1, $2::int) as n
     ), written as (
       insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, completed_at)
       select id, $1, 'e', 'r' || n % 5000, case when n % 3 > 0 then 'id ' || n / 100 end, status, 1, '{}', 't', now() from made
     )
     insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, attempt_count, completed_at, due_at)
     select meshes_uuidv7(), m.id, $1, r.connection_id, r.id, 'webhook', m.status, 1, now(), case when m.status = 'retrying' then now() + interval '1 day' end
     from made m join (
       select id, connection_id, row_number() over (order by id) as place from rules where workspace_id = $1
     ) r on r.place = m.n % $3::int + 1`,
    [workspaceId, events, ruleCount],
  );
}

/** What the list with this filter reads. */
async function read(workspaceId: string, filter: ListFilter): Promise<Reading> {
  const scope: Scope = { organizationId, workspaceId, resourceScope: undefined };
  const statements = await recordStatements(database, () => eventsQuery(database.db, scope, filter, { limit: 50 }));
  const readings = await Promise.all(
    statements.map((statement) => explain(database, statement, ["events", "rule_events", "attempts"])),
  );
  const sum = (of: (reading: Reading) => number) => readings.reduce((total, reading) => total + of(reading), 0);
  return { rows: sum(({ rows }) => rows), inVain: sum(({ inVain }) => inVain), blocks: sum(({ blocks }) => blocks) };
}

describe("the list of events", () => {
  it("finds a resource id alone without reading the history", async () => {
    const reading = await read(large, { resource_id: "id 300" });
    expect(reading.rows).toBeGreaterThanOrEqual(50);
    expect(reading.inVain).toBeLessThanOrEqual(10);
    expect(reading.blocks).toBeLessThanOrEqual(250);
  });

  it("finds the events of a rule without reading those of others, in a small workspace beside a large one too", async () => {
    for (const workspaceId of [large, small]) {
      for (const rule of rules[workspaceId] ?? []) {
        const reading = await read(workspaceId, { rule });
        expect(reading.inVain).toBeLessThanOrEqual(10);
        expect(reading.blocks).toBeLessThanOrEqual(1_000);
      }
    }
  });

  it("reads as much for a rule that matched nothing as for any other", async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
       select meshes_uuidv7(), workspace_id, id, 'webhook', 'never', '{"action": "send_webhook"}', 't'
       from connections where workspace_id = $1 limit 1 returning id`,
      [large],
    );
    const reading = await read(large, { rule: rows[0]?.id ?? "" });
    expect(reading.blocks).toBeLessThanOrEqual(100);
    expect(reading.inVain).toBeLessThanOrEqual(10);
  });

  it("merges several statuses, alone and of one connection or rule, without reading the rest", async () => {
    const connection = await one(`select connection_id as id from rules where id = '${rules[large]?.[0]}'`);
    const rule = rules[large]?.[1] ?? "";
    const recent = { created_before: new Date().toISOString() };
    for (const list of ["failed,retrying", "canceled,failed", "canceled,pending,processing,retrying"]) {
      for (const of of [{}, { connection }, { rule }, recent]) {
        const reading = await read(large, { delivery_status: list, ...of });
        expect(reading.inVain).toBeLessThanOrEqual(10);
        expect(reading.blocks).toBeLessThanOrEqual(300);
      }
      for (const of of [{}, { connection }, recent]) {
        const reading = await read(large, { status: list, ...of });
        expect(reading.inVain).toBeLessThanOrEqual(60);
        expect(reading.blocks).toBeLessThanOrEqual(2_000);
      }
      // Two conditions that seldom meet: as many looks as there are events that ended badly.
      const reading = await read(large, { status: list, rule });
      expect(reading.inVain).toBeLessThanOrEqual(60);
      expect(reading.blocks).toBeLessThanOrEqual(8_000);
    }
  });

  it("reads a page for delivered events among other statuses", async () => {
    for (const filter of [{ status: "completed,failed" }, { delivery_status: "completed,retrying" }]) {
      const reading = await read(large, filter);
      // The newest of all are those of the small workspace.
      expect(reading.inVain).toBeLessThanOrEqual(SMALL + 100);
      expect(reading.blocks).toBeLessThanOrEqual(1_000);
    }
  });

  it("finds what no rule matched without reading what was", async () => {
    await database.pool.query(
      `update events set total_rules = 0 where id = any(array(select id from events where workspace_id = $1 order by id limit 60))`,
      [large],
    );
    await database.pool.query("vacuum analyze events");
    const reading = await read(large, { matched: "false" });
    expect(reading.rows).toBeLessThanOrEqual(51);
    expect(reading.inVain).toBe(0);
    expect(reading.blocks).toBeLessThanOrEqual(80);
  });

  it("finds one event by any of its ids with a few looks into indexes", async () => {
    const found = `select e.id as event, r.id as delivery, a.id as attempt from events e
      join rule_events r on r.event_id = e.id join attempts a on a.rule_event_id = r.id
      where e.workspace_id = '${large}' order by e.id offset 50000 limit 1`;
    const { rows } = await database.pool.query<Record<"event" | "delivery" | "attempt", string>>(found);
    const ids = [...Object.values(rows[0] ?? {}), uuidv7()];
    expect(ids).toHaveLength(4);
    for (const [index, part] of ids.entries()) {
      for (const filter of [{ part }, { part, status: "completed,failed" }, { part, event: "e" }]) {
        const reading = await read(large, filter);
        expect(reading.inVain).toBeLessThanOrEqual(1);
        expect(reading.blocks).toBeLessThanOrEqual(40);
        expect(reading.rows).toBeLessThanOrEqual(index === 3 ? 0 : 4);
      }
    }
  });
});

async function one(text: string): Promise<string> {
  return (await database.pool.query<{ id: string }>(text)).rows[0]?.id ?? "";
}
