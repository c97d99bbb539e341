import { afterAll, beforeAll, expect, it } from "vitest";
import { DeliveryStatus } from "#lib/contracts/status.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { rollUpEvents } from "./rule-events.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const RULE_EVENTS_MAX = 4;

/** Every multiset of one to four statuses. */
function combinations(length: number, from = 0): DeliveryStatus[][] {
  if (length === 0) return [[]];
  return DeliveryStatus.options.flatMap((status, index) =>
    index < from ? [] : combinations(length - 1, index).map((rest) => [status, ...rest]),
  );
}

const cases = Array.from({ length: RULE_EVENTS_MAX }, (_item, index) => combinations(index + 1)).flat();

/** The decision, word by word: the first status of this order that any has; canceled only when all are; else completed. */
function expected(statuses: readonly DeliveryStatus[]): DeliveryStatus {
  const order: DeliveryStatus[] = ["processing", "retrying", "pending", "failed"];
  const first = order.find((status) => statuses.includes(status));
  if (first !== undefined) return first;
  return statuses.every((status) => status === "canceled") ? "canceled" : "completed";
}

async function insertEvent(statuses: readonly DeliveryStatus[]): Promise<string> {
  const id = uuidv7();
  const other = uuidv7();
  await database.pool.query(
    `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
     values ($1, $2, 'e', 'global', 'pending', $3, '{}', 'test')`,
    [id, other, statuses.length],
  );
  for (const status of statuses) {
    const isOver = ["completed", "failed", "canceled"].includes(status);
    await database.pool.query(
      `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, started_at, completed_at)
       values ($1, $2, $3, $3, $1, 'webhook', $4::text, case when $5 then null else now() end, now(), case when $5 then now() end)`,
      [uuidv7(), id, other, status, isOver],
    );
  }
  return id;
}

it(`gives an event the status that follows from its deliveries, for all ${cases.length} combinations of up to four`, async () => {
  const ids: string[] = [];
  for (const statuses of cases) ids.push(await insertEvent(statuses));
  await database.db.transaction((tx) => rollUpEvents(tx, ids));
  const { rows } = await database.pool.query<{
    id: string;
    status: DeliveryStatus;
    completed_count: number;
    failed_count: number;
    is_over: boolean;
  }>(
    "select id, status, completed_count, failed_count, completed_at is not null as is_over from events where id = any($1) order by id",
    [ids],
  );
  const found = rows.map(({ status, completed_count, failed_count, is_over }) => ({
    status,
    completed_count,
    failed_count,
    is_over,
  }));
  expect(found).toEqual(
    cases.map((statuses) => ({
      status: expected(statuses),
      completed_count: statuses.filter((status) => status === "completed").length,
      failed_count: statuses.filter((status) => status === "failed").length,
      is_over: ["completed", "failed", "canceled"].includes(expected(statuses)),
    })),
  );
});

it("leaves other events alone, and does nothing for none", async () => {
  const id = await insertEvent(["completed"]);
  const other = await insertEvent(["completed"]);
  await database.db.transaction((tx) => rollUpEvents(tx, []));
  await database.db.transaction((tx) => rollUpEvents(tx, [id, id]));
  const { rows } = await database.pool.query("select status from events where id = any($1) order by id", [[id, other]]);
  expect(rows).toEqual([{ status: "completed" }, { status: "pending" }]);
});

it("does not lose a change of another delivery that commits at the same time", async () => {
  const id = await insertEvent(["processing", "processing"]);
  const { rows } = await database.pool.query<{ id: string }>("select id from rule_events where event_id = $1", [id]);
  const finish = (ruleEventId: string) =>
    database.db.transaction(async (tx) => {
      await tx.execute(
        `update rule_events set status = 'completed', due_at = null, completed_at = now() where id = '${ruleEventId}'`,
      );
      await rollUpEvents(tx, [id]);
    });
  for (let round = 0; round < 20; round += 1) {
    await database.pool.query("update rule_events set status = 'processing', due_at = now() where event_id = $1", [id]);
    await Promise.all(rows.map((row) => finish(row.id)));
    const { rows: found } = await database.pool.query("select status, completed_count from events where id = $1", [id]);
    expect(found).toEqual([{ status: "completed", completed_count: 2 }]);
  }
});
