import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cancelOpenRuleEvents, resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { createSweep } from "#lib/server/engine/worker/sweep.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import {
  BROKEN,
  createDeliveryHistory,
  DELIVERED,
  REFUSED,
  type DeliveryHistory,
} from "#lib/testing/server/delivery-history.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { fingerprintOf } from "./problem-cause.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const OUTCOMES: readonly AttemptOutcome[] = [
  DELIVERED,
  DELIVERED,
  BROKEN,
  { ...BROKEN, message: "Nobody answered" },
  REFUSED,
  { ...REFUSED, kind: "retry" },
  {
    ...BROKEN,
    kind: "inactive",
    code: "auth_failed",
    statusCode: 401,
    message: "No",
    reason: "authentication_invalid",
  },
];

const index = fc.nat({ max: 1 });
const step = fc.oneof(
  fc.record({ do: fc.constant("emit" as const), rule: fc.nat({ max: 2 }), count: fc.integer({ min: 1, max: 3 }) }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("attempt" as const),
      connection: index,
      places: fc.integer({ min: 1, max: 5 }),
      outcomes: fc.array(fc.constantFrom(...OUTCOMES), { minLength: 5, maxLength: 5 }),
    }),
  },
  fc.record({ do: fc.constant("sweep" as const) }),
  fc.record({ do: fc.constant("resume" as const), connection: index }),
  fc.record({ do: fc.constant("cancel" as const) }),
  fc.record({ do: fc.constant("restart" as const) }),
  fc.record({ do: fc.constant("ignore" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type World = { history: DeliveryHistory; connections: string[]; rules: string[] };

async function makeWorld(): Promise<World> {
  const history = await createDeliveryHistory(database);
  const connections = [await history.makeConnection(), await history.makeConnection()];
  const rules: string[] = [];
  for (const connection of [connections[0], connections[0], connections[1]]) {
    rules.push(await history.makeRule(connection ?? ""));
  }
  return { history, connections, rules };
}

async function take({ history, connections, rules }: World, one: Step): Promise<void> {
  const { pool, db } = database;
  const inWorkspace = (sql: string) => pool.query<{ event_id: string }>(sql, [history.workspaceId]);
  switch (one.do) {
    case "emit":
      return void (await history.emit(rules[one.rule] ?? "", one.count));
    case "attempt":
      return void (await history.attempt(
        connections[one.connection] ?? "",
        (n) => one.outcomes[n] ?? BROKEN,
        one.places,
      ));
    case "sweep":
      await inWorkspace(
        "update rule_events set due_at = now() where workspace_id = $1 and status in ('pending', 'retrying') and waiting_since is null",
      );
      return void (await createSweep({ db, pool, log: createLog("silent") })());
    case "resume": {
      const id = connections[one.connection] ?? "";
      await pool.query(
        "update connections set active = true, inactive_reason = null, updated_at = now() where id = $1",
        [id],
      );
      return db.transaction((tx) => resumeWaiting(tx, id));
    }
    case "cancel": {
      const { rows } = await inWorkspace(
        "select event_id from rule_events where workspace_id = $1 and due_at is not null order by id limit 1",
      );
      for (const row of rows) await db.transaction((tx) => cancelOpenRuleEvents(tx, { eventId: row.event_id }));
      return;
    }
    case "restart":
      return void (await inWorkspace(
        "update rule_events set status = 'pending', due_at = now(), completed_at = null where workspace_id = $1 and status in ('failed', 'canceled')",
      ));
    case "ignore":
      return void (await inWorkspace(
        "update problems set state = 'ignored', ignored_by = 'a', ignored_at = now() where id = (select id from problems where workspace_id = $1 and state = 'open' order by id limit 1)",
      ));
  }
}

type AttemptFacts = {
  connection_id: string;
  rule_id: string;
  outcome_code: Parameters<typeof fingerprintOf>[0]["code"];
  status_code: number | null;
  message: string;
  started_at: Date;
  completed_at: Date;
};

/** Every figure once more, from the attempts and the deliveries. */
async function expectFigures({ history }: World): Promise<void> {
  const { pool } = database;
  const { rows: attempts } = await pool.query<AttemptFacts>("select * from attempts where workspace_id = $1", [
    history.workspaceId,
  ]);
  const delivered = attempts.filter(({ outcome_code: code }) => (code as string) === "delivered");
  const failed = Map.groupBy(
    attempts.filter((one) => !delivered.includes(one)),
    (one) =>
      fingerprintOf({
        connectionId: one.connection_id,
        ruleId: one.rule_id,
        code: one.outcome_code,
        statusCode: one.status_code,
        message: one.message,
      }),
  );
  const problems = await history.problems();
  for (const fingerprint of failed.keys()) expect(problems.map((one) => one.fingerprint)).toContain(fingerprint);
  const { rows: held } = await pool.query<{ problem_id: string; n: number; hours: number }>(
    `select p.id as problem_id, (select count(*)::int from rule_events re where re.problem_id = p.id) as n,
       (select coalesce(sum(h.attempts), 0)::int from problem_hours h where h.problem_id = p.id) as hours
     from problems p where p.workspace_id = $1`,
    [history.workspaceId],
  );
  const heldBy = new Map(held.map((row) => [row.problem_id, row]));
  for (const problem of problems) {
    const own = failed.get(problem.fingerprint) ?? [];
    const since = own.filter((one) => one.completed_at >= problem.first_seen_at);
    expect(problem.attempt_count).toBe(since.length);
    expect(heldBy.get(problem.id)?.hours).toBe(own.length);
    if (own.length > 0)
      expect(problem.last_seen_at.getTime()).toBe(Math.max(...own.map((one) => one.completed_at.getTime())));
    const isHealed = delivered.some(
      (one) => one.connection_id === problem.connection_id && one.started_at > problem.last_seen_at,
    );
    const isEmpty = heldBy.get(problem.id)?.n === 0;
    const isOver = problem.cause === "connection" ? isHealed : isEmpty;
    if (problem.state !== "ignored") expect(problem.state).toBe(isOver ? "resolved" : "open");
  }
}

/** A delivery is in the problem of its last attempt, or of its inactive connection; what has ended well is in none. */
async function expectPlaces({ history }: World): Promise<void> {
  const { rows } = await database.pool.query<
    AttemptFacts & { status: string; fingerprint: string | null; code: string | null; is_waiting: boolean }
  >(
    `select re.status, re.waiting_since is not null as is_waiting, p.fingerprint, p.outcome_code as code,
       a.connection_id, a.rule_id, a.outcome_code, a.status_code, a.message
     from rule_events re
     left join problems p on p.id = re.problem_id and p.rule_id = re.rule_id
     left join attempts a on a.rule_event_id = re.id and a.attempt_number = re.attempt_count
     where re.workspace_id = $1`,
    [history.workspaceId],
  );
  for (const row of rows) {
    if (row.status === "completed" || row.status === "canceled") expect(row.fingerprint).toBeNull();
    if (row.status !== "retrying" && row.status !== "failed") continue;
    if (row.code === "connection_inactive") continue;
    const { connection_id: connectionId, rule_id: ruleId, outcome_code: code, status_code: statusCode, message } = row;
    expect(row.fingerprint).toBe(fingerprintOf({ connectionId, ruleId, code, statusCode, message }));
  }
}

it("every figure and every place is what the attempts and deliveries say, after any history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const world = await makeWorld();
      for (const one of [
        { do: "emit" as const, rule: 0, count: 3 },
        { do: "emit" as const, rule: 2, count: 2 },
        ...steps,
      ]) {
        await take(world, one);
        // Times are kept in milliseconds.
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      await expectFigures(world);
      await expectPlaces(world);
      // What this world has left would be swept with the next one.
      await database.pool.query("delete from rule_events where workspace_id = $1", [world.history.workspaceId]);
    }),
    { numRuns: 40 },
  );
}, 180_000);
