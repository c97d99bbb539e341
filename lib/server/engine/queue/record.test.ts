import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AttemptOutcome, Exchange } from "#lib/server/providers/kit/outcome.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { claimGiven } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import { recordAttempts } from "./record.ts";

const LEASE = { leaseToken: randomUUID(), leaseMs: 6_000 };
const SCHEDULE = [1_000];

let database: TestDatabase;
let pool: pg.Pool;
const organization = randomUUID();
const workspace = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = database.pool;
  await pool.query("insert into organizations (id, name) values ($1, 'o')", [organization]);
  await pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspace,
    organization,
  ]);
});

afterAll(() => database.drop());

/** An attempt that is being made, of an event with one delivery. */
async function begin(): Promise<ClaimedRuleEvent> {
  const id = randomUUID();
  await pool.query(
    `with c as (
      insert into connections (id, workspace_id, type, name, metadata, created_by)
      values ($1, $2, 'webhook', gen_random_uuid()::text, '{"url": "https://hooks.example/"}', 't')
    ), r as (
      insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
      values ($1, $2, $1, 'webhook', 'e', '{"action": "a"}', 't')
    ), e as (
      insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      values ($1, $2, 'e', 'global', 'pending', 1, '{}', 't')
    )
    insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at)
    values ($1, $1, $2, $1, $1, 'webhook', 'pending', now())`,
    [id, workspace],
  );
  const holder = { organizationId: organization, workspaceId: workspace, connectionId: id, origin: "x" };
  const [claimed] = await claimGiven(pool, LEASE, [{ holder, places: 1 }]);
  if (claimed === undefined) throw new Error("Nothing was claimed");
  return claimed;
}

async function becameOf({ id }: ClaimedRuleEvent) {
  const { rows } = await pool.query(
    `select e.status, e.completed_count, e.failed_count, e.started_at is not null as has_started,
       e.completed_at is not null as has_ended, e.completed_at = re.completed_at as ended_together, re.status as delivery,
       (select count(*)::int from attempts where rule_event_id = re.id) as attempts,
       (select array_agg(row(a.progress, a.dns_ms, a.total_ms, d.workspace_id, d.request, d.status_code, d.body)::text)
        from attempts a left join attempt_details d on d.attempt_id = a.id where a.rule_event_id = re.id) as details
     from rule_events re join events e on e.id = re.event_id where re.id = $1`,
    [id],
  );
  return rows[0] as unknown;
}

const exchange: Exchange = {
  request: { method: "POST", url: "https://hooks.example/", headers: {}, body: "{}" },
  statusCode: 200,
  headers: {},
  body: "thanks",
  truncated: false,
  progress: "answered",
  timings: { dnsMs: 1.4, firstByteMs: 2, totalMs: 3 },
};
const outcome = (kind: "delivered" | "failed" | "retry"): AttemptOutcome =>
  kind === "delivered"
    ? { kind, code: "delivered", message: "Delivered", durationMs: 3, statusCode: 200, exchange }
    : { kind, code: "internal_error", message: "An internal error", durationMs: 3 };

const isOver = ({ id }: ClaimedRuleEvent) =>
  pool.query("update rule_events set schedule_step = 1 where id = $1 returning id", [id]);
const isCanceled = ({ id }: ClaimedRuleEvent) =>
  pool.query("update rule_events set cancel_requested = true where id = $1", [id]);
const isOrphan = ({ ruleId }: ClaimedRuleEvent) =>
  pool.query("update rules set deleted_at = now() where id = $1", [ruleId]);

type Case = [what: string, kind: "delivered" | "failed" | "retry", status: string, before?: typeof isOver];
const cases: Case[] = [
  ["a delivery", "delivered", "completed"],
  ["a failure", "failed", "failed"],
  ["an attempt that is repeated", "retry", "retrying"],
  ["the last attempt of its schedule", "retry", "failed", isOver],
  ["an attempt whose delivery was canceled meanwhile", "retry", "canceled", isCanceled],
  ["an attempt whose rule was deleted meanwhile", "retry", "canceled", isOrphan],
];

it.each(cases)("the one statement writes %s as the transaction does", async (_what, kind, status, before) => {
  const write = async (isOnlyDelivery: boolean) => {
    const claimed = { ...(await begin()), isOnlyDelivery };
    await before?.(claimed);
    if (before === isOver) claimed.scheduleStep = 1;
    expect(await recordAttempts(pool, LEASE.leaseToken, SCHEDULE, [{ claimed, outcome: outcome(kind) }])).toEqual([]);
    return becameOf(claimed);
  };
  const written = await write(true);
  expect(written).toMatchObject({ status, delivery: status, has_started: true, attempts: 1 });
  if (kind === "delivered") expect(written).toHaveProperty("details.0", expect.stringMatching(/answered,1,3,.*thanks/));
  expect(written).toEqual(await write(false));
});

it("knows the events that have one delivery", async () => {
  expect(await begin()).toMatchObject({ isOnlyDelivery: true });
});

it("writes nothing for an attempt that was taken over", async () => {
  const claimed = await begin();
  await pool.query("update rule_events set attempt_count = attempt_count + 1 where id = $1", [claimed.id]);
  const finished = { claimed, outcome: outcome("delivered") };
  const refused = await recordAttempts(pool, LEASE.leaseToken, SCHEDULE, [finished]);
  expect(refused.map((one) => one.claimed.id)).toEqual([claimed.id]);
  expect(await becameOf(claimed)).toMatchObject({ status: "processing", delivery: "processing", attempts: 0 });
});
