import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelOpenRuleEvents, resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { LOST_LEASES_MAX } from "#lib/server/engine/queue/leases.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import {
  BROKEN,
  createDeliveryHistory,
  DELIVERED,
  REFUSED,
  type DeliveryHistory,
} from "#lib/testing/server/delivery-history.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { createSweep } from "./sweep.ts";

let database: TestDatabase;
let history: DeliveryHistory;
let connection: string;
let rule: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  history = await createDeliveryHistory(database);
  connection = await history.makeConnection();
  rule = await history.makeRule(connection);
});

const run = (sql: string) => database.pool.query(sql, [history.workspaceId]);
const sweep = () => createSweep({ db: database.db, pool: database.pool, log: createLog("silent") })();
const setActive = (isActive: boolean) =>
  run(
    isActive
      ? "update connections set active = true, inactive_reason = null where workspace_id = $1"
      : "update connections set active = false, inactive_reason = 'manually_inactivated' where workspace_id = $1",
  );
const leaseLost = () =>
  run("update rule_events set due_at = now() - interval '1 second' where workspace_id = $1 and due_at is not null");

describe("deliveries that wait for an inactive connection", () => {
  it("are in one problem until they are delivered, also when their patience has ended", async () => {
    const ids = await history.emit(rule, 3);
    await setActive(false);
    await sweep();
    const [problem] = await history.problems();
    expect(problem).toMatchObject({
      outcome_code: "connection_inactive",
      cause: "connection",
      message: "The connection is inactive: manually_inactivated",
      attempt_count: 0,
      state: "open",
    });
    expect(new Set(await history.problemsOf(ids))).toEqual(new Set([problem?.id]));
    await database.pool.query("update rule_events set due_at = now() - interval '1 second' where id = $1", [ids[0]]);
    await sweep();
    const { rows } = await database.pool.query("select status, problem_id from rule_events where id = $1", [ids[0]]);
    expect(rows).toEqual([{ status: "failed", problem_id: problem?.id }]);
    await setActive(true);
    await database.db.transaction((tx) => resumeWaiting(tx, connection));
    await history.attempt(connection, DELIVERED);
    expect(await history.problems()).toMatchObject([{ id: problem?.id, state: "resolved" }]);
    expect(await history.problemsOf(ids)).toEqual([problem?.id, null, null]);
  });

  it("leave the problem that they were in before", async () => {
    await history.emit(rule);
    await history.attempt(connection, { ...REFUSED, kind: "retry" });
    await setActive(false);
    await leaseLost();
    await sweep();
    expect(await history.problems()).toMatchObject([{ state: "resolved" }, { outcome_code: "connection_inactive" }]);
  });
});

it("a delivery that was given up is in a problem that other deliveries do not resolve", async () => {
  const [id = ""] = await history.emit(rule);
  await history.claim(connection);
  await database.pool.query("update rule_events set lost_leases = $2 where id = $1", [id, LOST_LEASES_MAX - 1]);
  await leaseLost();
  await sweep();
  const [problem] = await history.problems();
  expect(problem).toMatchObject({ outcome_code: "internal_error", cause: "data", attempt_count: 1, state: "open" });
  expect(await history.problemsOf([id])).toEqual([problem?.id]);
});

describe("deliveries that are canceled leave their problem", () => {
  it("when they were canceled during an attempt that was cut off", async () => {
    await history.emit(rule);
    await history.attempt(connection, { ...REFUSED, kind: "retry" });
    const [claimed] = await history.claim(connection);
    await run("update rule_events set cancel_requested = true where workspace_id = $1");
    await leaseLost();
    await sweep();
    expect(await history.problemsOf([claimed?.id ?? ""])).toEqual([null]);
    expect(await history.problems()).toMatchObject([{ state: "resolved", attempt_count: 1 }]);
  });

  it("when their event is canceled", async () => {
    const [id = ""] = await history.emit(rule);
    await history.attempt(connection, { ...REFUSED, kind: "retry" });
    const { rows } = await database.pool.query<{ event_id: string }>("select event_id from rule_events where id = $1", [
      id,
    ]);
    await database.db.transaction((tx) => cancelOpenRuleEvents(tx, { eventId: rows[0]?.event_id ?? "" }));
    expect(await history.problemsOf([id])).toEqual([null]);
    expect(await history.problems()).toMatchObject([{ state: "resolved" }]);
  });

  it("and problems go with their rule and with their connection, hours included", async () => {
    const other = await history.makeRule(connection);
    for (const one of [rule, other]) await history.emit(one);
    await history.attempt(connection, BROKEN);
    await database.db.transaction((tx) => cancelOpenRuleEvents(tx, { connectionId: connection, ruleId: rule }));
    expect(await history.problems()).toMatchObject([{ rule_id: other }]);
    await database.db.transaction((tx) => cancelOpenRuleEvents(tx, { connectionId: connection }));
    expect(await history.problems()).toEqual([]);
    const { rows } = await database.pool.query(
      "select from problem_hours h where not exists (select from problems p where p.id = h.problem_id)",
    );
    expect(rows).toEqual([]);
  });
});
