import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pruneBatch } from "#lib/server/domain/events/prune-events.ts";
import {
  BROKEN,
  createDeliveryHistory,
  DELIVERED,
  REFUSED,
  type DeliveryHistory,
} from "#lib/testing/server/delivery-history.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";

let database: TestDatabase;
let history: DeliveryHistory;
let connection: string;
let rule: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.pool.query("drop trigger if exists stop on problem_hours");
  history = await createDeliveryHistory(database);
  connection = await history.makeConnection();
  rule = await history.makeRule(connection);
});

/** The only problem of the workspace. */
async function theProblem() {
  const found = await history.problems();
  expect(found).toHaveLength(1);
  const [problem] = found;
  if (problem === undefined) throw new Error("There is no problem");
  return problem;
}

async function hours(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    "select coalesce(sum(h.attempts), 0)::int as n from problem_hours h join problems p on p.id = h.problem_id where p.workspace_id = $1",
    [history.workspaceId],
  );
  return rows[0]?.n ?? 0;
}

describe("attempts that were not delivered", () => {
  it("are one problem when a thousand of them have one cause", async () => {
    const ids = await history.emit(rule, 1_000);
    await history.attempt(connection, (index) => ({ ...BROKEN, message: `Order ${1_000 + index} was refused` }));
    const problem = await theProblem();
    expect(problem).toMatchObject({
      rule_id: rule,
      connection_id: connection,
      cause: "connection",
      outcome_code: "rejected_server_error",
      status_code: 503,
      message: "Order 1999 was refused",
      state: "open",
      attempt_count: 1_000,
    });
    expect(problem.first_seen_at).toEqual(problem.last_seen_at);
    expect(new Set(await history.problemsOf(ids))).toEqual(new Set([problem.id]));
    expect(await hours()).toBe(1_000);
  });

  it("are several problems by rule, outcome, status and message", async () => {
    const other = await history.makeRule(connection);
    await history.emit(rule, 4);
    await history.emit(other, 1);
    const outcomes = [
      BROKEN,
      { ...BROKEN, statusCode: 500 },
      { ...BROKEN, message: "Something else" },
      REFUSED,
      BROKEN,
    ];
    await history.attempt(connection, (index) => outcomes[index] ?? BROKEN);
    expect(await history.problems()).toHaveLength(5);
  });

  it("count on in the same problem, and move to another one with another cause", async () => {
    const [id = ""] = await history.emit(rule);
    await history.attempt(connection, BROKEN);
    const first = await theProblem();
    await history.attempt(connection, BROKEN);
    expect(await theProblem()).toMatchObject({ id: first.id, attempt_count: 2 });
    await history.attempt(connection, REFUSED);
    const [, second] = await history.problems();
    expect(await history.problemsOf([id])).toEqual([second?.id]);
    expect(second).toMatchObject({ cause: "data", attempt_count: 1, state: "open" });
  });

  it("belong to nobody's problem when they came too late, or their delivery was canceled meanwhile", async () => {
    await history.emit(rule, 2);
    const [late, canceled] = await history.claim(connection);
    if (late === undefined || canceled === undefined) throw new Error("Not claimed");
    await database.pool.query("update rule_events set attempt_count = 7 where id = $1", [late.id]);
    await database.pool.query("update rule_events set cancel_requested = true where id = $1", [canceled.id]);
    expect(await history.record([late, canceled], BROKEN)).toHaveLength(1);
    expect(await history.problems()).toEqual([]);
  });

  it("make no problem of a rule or a connection that was deleted", async () => {
    const otherRule = await history.makeRule(await history.makeConnection());
    await history.emit(rule);
    await history.emit(otherRule);
    const claimed = await history.claim(connection);
    await database.pool.query("update rules set deleted_at = now() where id = $1", [rule]);
    await history.record(claimed, REFUSED);
    expect(await history.problems()).toEqual([]);
    expect(await history.problemsOf(claimed.map(({ id }) => id))).toEqual([null]);
  });

  it("are counted once when the transaction breaks and is made again", async () => {
    const [id = ""] = await history.emit(rule);
    const claimed = await history.claim(connection);
    await database.pool.query(`
      create or replace function stop() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$;
      create trigger stop before insert on problem_hours for each row execute function stop()`);
    await expect(history.record(claimed, BROKEN)).rejects.toThrow("stopped");
    expect(await history.problems()).toEqual([]);
    expect(await history.problemsOf([id])).toEqual([null]);
    await database.pool.query("drop trigger stop on problem_hours");
    expect(await history.record(claimed, BROKEN)).toEqual([]);
    expect(await theProblem()).toMatchObject({ attempt_count: 1 });
    const { rows } = await database.pool.query("select from attempts where rule_event_id = $1", [id]);
    expect(rows).toHaveLength(1);
  });

  it("of two nodes at once are counted in the same problems, and neither ends the other", async () => {
    const rules = [rule, await history.makeRule(connection), await history.makeRule(connection)];
    const rounds = 12;
    const deadlocks = async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        "select deadlocks::int as n from pg_stat_database where datname = current_database()",
      );
      return rows[0]?.n;
    };
    for (let round = 0; round < rounds; round += 1) {
      for (const one of rules) await history.emit(one, 4);
      const claimed = await history.claim(connection);
      const isMine = (index: number) => index % 2 === 0;
      const batches = [
        claimed.filter((_, index) => isMine(index)),
        claimed.filter((_, index) => !isMine(index)).toReversed(),
      ];
      const outcomes = [BROKEN, REFUSED, { ...REFUSED, message: `Round ${"x".repeat(round + 1)}` }, DELIVERED];
      await Promise.all(
        batches.map((batch, side) =>
          history.record(batch, (index) => outcomes[(side === 0 ? index : 3 - (index % 4)) % 4] ?? BROKEN),
        ),
      );
    }
    const { rows } = await database.pool.query<{ n: number }>(
      "select count(*)::int as n from attempts where workspace_id = $1 and outcome_code <> 'delivered'",
      [history.workspaceId],
    );
    expect(await hours()).toBe(rows[0]?.n);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await deadlocks()).toBe(0);
  });
});

describe("a problem of the connection", () => {
  it("is resolved by the next delivery of the connection, of whichever rule", async () => {
    const other = await history.makeRule(connection);
    await history.emit(rule);
    await history.attempt(connection, BROKEN);
    await pause();
    await history.emit(other);
    await history.attempt(connection, (index) => (index === 0 ? DELIVERED : BROKEN), 1);
    const { rows } = await database.pool.query<{ n: number }>(
      "select count(*)::int as n from attempts where workspace_id = $1 and outcome_code = 'delivered'",
      [history.workspaceId],
    );
    expect(rows[0]?.n).toBe(1);
    expect(await theProblem()).toMatchObject({ state: "resolved", attempt_count: 1 });
  });

  it.each([true, false])("is resolved by one statement and in a transaction alike: %s", async (isOnlyDelivery) => {
    const [stuck = ""] = await history.emit(rule);
    await history.attempt(connection, BROKEN);
    await pause();
    await history.emit(rule, 1);
    const claimed = (await history.claim(connection)).filter(({ id }) => id !== stuck);
    expect(claimed).toMatchObject([{ problemId: null, isOnlyDelivery: true }]);
    await history.record(
      claimed.map((one) => ({ ...one, isOnlyDelivery })),
      DELIVERED,
    );
    const problem = await theProblem();
    expect(problem).toMatchObject({ state: "resolved" });
    expect(problem.resolved_at).not.toBeNull();
    // What failed meanwhile stays in it until its own attempt arrives.
    expect(await history.problemsOf([stuck])).toEqual([problem.id]);
  });

  it("goes on when the delivery had begun before it was seen, or was one of another connection", async () => {
    const elsewhere = await history.makeConnection();
    await history.emit(await history.makeRule(elsewhere));
    await history.emit(rule, 2);
    const [early, broken] = await history.claim(connection);
    if (early === undefined || broken === undefined) throw new Error("Not claimed");
    await pause();
    await history.record([broken], BROKEN);
    await history.record([early], DELIVERED);
    await history.attempt(elsewhere, DELIVERED);
    expect(await theProblem()).toMatchObject({ state: "open" });
  });

  it("goes on when a batch has both a delivery and the next failure", async () => {
    await history.emit(rule, 2);
    await history.attempt(connection, BROKEN);
    await pause();
    await history.attempt(connection, (index) => (index === 0 ? DELIVERED : BROKEN));
    expect(await theProblem()).toMatchObject({ state: "open", attempt_count: 3 });
  });

  it("begins anew when it returns", async () => {
    await history.emit(rule);
    await history.attempt(connection, BROKEN);
    const first = await theProblem();
    await database.pool.query(
      "update problems set state = 'acknowledged', acknowledged_by = 'a', acknowledged_at = now() where id = $1",
      [first.id],
    );
    await pause();
    await history.attempt(connection, DELIVERED);
    expect(await theProblem()).toMatchObject({ id: first.id, state: "resolved", acknowledged_by: "a" });
    await history.emit(rule);
    await history.attempt(connection, BROKEN);
    const again = await theProblem();
    expect(again).toMatchObject({
      id: first.id,
      state: "open",
      attempt_count: 1,
      acknowledged_by: null,
      resolved_at: null,
    });
    expect(again.first_seen_at.getTime()).toBeGreaterThan(first.first_seen_at.getTime());
    expect(await hours()).toBe(2);
  });

  it("stays ignored while it goes on and when it is over, and another cause is another problem", async () => {
    await history.emit(rule, 2);
    await history.attempt(connection, BROKEN);
    await database.pool.query(
      "update problems set state = 'ignored', ignored_by = 'a', ignored_at = now() where workspace_id = $1",
      [history.workspaceId],
    );
    await history.attempt(connection, BROKEN);
    expect(await theProblem()).toMatchObject({ state: "ignored", attempt_count: 4 });
    await pause();
    await history.attempt(connection, DELIVERED, 1);
    expect(await theProblem()).toMatchObject({ state: "ignored" });
    await history.attempt(connection, { ...BROKEN, message: "Another cause" });
    expect((await history.problems()).map(({ state }) => state).toSorted()).toEqual(["ignored", "open"]);
  });
});

describe("a problem of the data", () => {
  it("is not resolved by other deliveries, but when the last one has left it", async () => {
    const ids = await history.emit(rule, 2);
    await history.attempt(connection, { ...REFUSED, kind: "retry" });
    const { id } = await theProblem();
    await pause();
    await history.emit(rule);
    for (const left of [2, 1]) {
      expect((await history.problemsOf(ids)).filter((one) => one === id)).toHaveLength(left);
      expect(await theProblem()).toMatchObject({ state: "open" });
      const claimed = (await history.claim(connection)).filter((one) => one.problemId === id || left === 2);
      const [mine] = claimed.filter((one) => one.problemId === id);
      await history.record(
        claimed.filter((one) => one.problemId === null || one === mine),
        DELIVERED,
      );
      await database.pool.query(
        "update rule_events set status = 'retrying', lease_token = null where workspace_id = $1 and status = 'processing'",
        [history.workspaceId],
      );
    }
    expect(await theProblem()).toMatchObject({ state: "resolved" });
    expect(await history.problemsOf(ids)).toEqual([null, null]);
  });

  it("is resolved when its deliveries are deleted", async () => {
    await history.emit(rule, 3);
    await history.attempt(connection, REFUSED);
    const { rows } = await database.pool.query<{ id: string }>("select id from events where workspace_id = $1", [
      history.workspaceId,
    ]);
    const client = await database.pool.connect();
    const [first, ...others] = rows.map(({ id }) => id);
    await pruneBatch(client, [first ?? ""]);
    expect(await theProblem()).toMatchObject({ state: "open" });
    await pruneBatch(client, others).finally(() => client.release());
    expect(await theProblem()).toMatchObject({ state: "resolved", attempt_count: 3 });
  });

  it("of two last deliveries that leave at once is resolved by the later one", async () => {
    for (let round = 0; round < 10; round += 1) {
      await history.emit(rule, 2);
      await history.attempt(connection, { ...REFUSED, kind: "retry" });
      const tokens = [randomUUID(), randomUUID()];
      const claimed = [];
      for (const token of tokens) claimed.push(await history.claim(connection, 1, token));
      await Promise.all(claimed.map((one, index) => history.record(one, DELIVERED, database.pool, tokens[index])));
      expect(await theProblem()).toMatchObject({ state: "resolved" });
    }
  });
});

/** Times are kept in milliseconds: what begins in the same one as something else is not after it. */
async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}
