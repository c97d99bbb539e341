import { randomUUID } from "node:crypto";
import { getTableColumns } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { retries, ruleEvents } from "#lib/server/db/schema/events.ts";
import { pruneBatch } from "#lib/server/domain/events/prune-events.ts";
import { restartBatch } from "#lib/server/domain/events/retries/restart-batch.ts";
import { createSweep } from "#lib/server/engine/worker/sweep.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { createFixtures, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { claimGiven, type ClaimKind } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import { LOST_LEASES_MAX, QUARANTINE_LOSSES, renewLeases } from "./leases.ts";
import { createPromotion } from "./promote.ts";
import { recordAttempts } from "./record.ts";
import { TRANSITIONS, type DeliveryState, type Operation } from "./states.ts";

const LEASE = { leaseToken: randomUUID(), leaseMs: 60_000 };
const COLUMNS = Object.entries(getTableColumns(ruleEvents)).map(([key, column]) => ({ key, name: column.name }));

let server: TestServer;
let pool: pg.Pool;
let fixtures: Fixtures;
let fixture: DeliveryFixture;

/** Every change of a rule event is written down by the database itself, whoever makes it. */
const WATCH = `
  create table changes (n serial, before jsonb, after jsonb);
  create function write_change() returns trigger language plpgsql as $$
  begin
    insert into changes (before, after) values (to_jsonb(old), to_jsonb(new));
    return null;
  end $$;
  create trigger z_changes after insert or update or delete on rule_events for each row execute function write_change()`;

/** A problem that it is in where it can be. Its row is not there: what it means is tested beside. */
const problemId = uuidv7();

/** What a delivery looks like in each state, with as much of a past as it can have there. */
const STUCK = `problem_id = '${problemId}'`;
const BEGUN = "attempt_count = 2, schedule_step = 1, started_at = now() - interval '1 minute', last_error = 'Before'";
const OVER = `${BEGUN}, due_at = null, ready = false, completed_at = now() - interval '1 second'`;
const STATES: Record<DeliveryState, string> = {
  pending: "status = 'pending'",
  processing: `status = 'processing', ${STUCK}, ${BEGUN}, lost_leases = 1, trigger = 'manual', lease_token = '${LEASE.leaseToken}',
    attempt_started_at = now() - interval '1 second', due_at = now() + interval '1 minute'`,
  retrying: `status = 'retrying', ${STUCK}, ${BEGUN}, lost_leases = 1, due_at = now() + interval '1 hour'`,
  waiting: `status = 'retrying', ${STUCK}, ${BEGUN}, lost_leases = 1, due_at = now() + interval '1 hour', waiting_since = now()`,
  completed: `status = 'completed', ${OVER}`,
  failed: `status = 'failed', ${STUCK}, ${OVER}, lost_leases = 1`,
  canceled: `status = 'canceled', ${OVER}, lost_leases = 1`,
};

const setting = (assignment: string, where = "true") => `update rule_events set ${assignment} where ${where}`;
const due = setting("due_at = now() - interval '1 second'", "due_at is not null and status <> 'processing'");
const leaseLost = setting("due_at = now() - interval '1 second'", "status = 'processing'");
const overlooked = setting("ready = false", "due_at is not null");
const cancelRequested = setting("cancel_requested = true", "status = 'processing'");
const lostTimes = (losses: number) => setting(`lost_leases = ${losses}`);
const inactive = "update connections set active = false, inactive_reason = 'manually_inactivated'";
const ruleDeleted = "update rules set deleted_at = now()";
const NOTHING_WRONG = `
  update connections set active = true, inactive_reason = null; update rules set deleted_at = null; truncate rule_events`;

type Delivery = { id: string; eventId: string };
type Drive = { by: Operation; given: readonly string[]; run: (delivery: Delivery) => Promise<unknown> };

const holder = () => ({
  organizationId: "o",
  workspaceId: fixture.workspace,
  connectionId: fixture.connection.id,
  origin: "https://hooks.example",
});
const claim = (kind?: ClaimKind) => () =>
  claimGiven(pool, { ...LEASE, leaseToken: randomUUID() }, [{ holder: holder(), places: 1 }], kind);
const sweep = () => createSweep({ db: server.database.db, pool, log: createLog("silent") })();

/** The second attempt of the delivery, which is in flight under our lease. */
function attemptOf({ id, eventId }: Delivery, isOnlyDelivery: boolean): ClaimedRuleEvent {
  const [now, action] = [new Date(), { action: "send_webhook" }];
  return {
    ...holder(),
    id,
    eventId,
    ruleId: fixture.rule.id,
    integrationType: "webhook",
    attemptNumber: 2,
    scheduleStep: 1,
    trigger: "manual",
    problemId,
    wasInterrupted: false,
    isOnlyDelivery,
    event: "user.signup",
    resource: "global",
    resourceId: null,
    payload: "{}",
    eventCreatedAt: now,
    action,
    ruleUpdatedAt: now,
    ruleHasProblem: false,
    connectionUpdatedAt: now,
  };
}

const base = { code: "internal_error", message: "Now", durationMs: 1 } as const;
const OUTCOMES: AttemptOutcome[] = [
  { ...base, kind: "delivered", code: "delivered" },
  { ...base, kind: "failed" },
  { ...base, kind: "retry" },
  { ...base, kind: "inactive", reason: "manually_inactivated" },
];
const recordings = OUTCOMES.flatMap((outcome) =>
  [[], [leaseLost], [cancelRequested], [inactive], [leaseLost, inactive], [ruleDeleted]].flatMap((given) =>
    (given.length === 0 ? [true, false] : [false]).map((isOnlyDelivery): Drive => {
      const schedule = [1_000, 1_000];
      const run = (delivery: Delivery) =>
        recordAttempts(pool, LEASE.leaseToken, schedule, [{ claimed: attemptOf(delivery, isOnlyDelivery), outcome }]);
      return { by: "record", given, run };
    }),
  ),
);

const restart = (status: "failed" | "canceled") => async (delivery: Delivery) => {
  const filter = { delivery_status: status };
  await server.database.db.transaction(async (tx) => {
    const values = { id: uuidv7(), workspaceId: fixture.workspace, filter, matching: 1 };
    const over = { status: "completed" as const, completedAt: new Date() };
    const [job] = await tx
      .insert(retries)
      .values({ ...values, ...over, isExact: true, createdBy: "t" })
      .returning();
    if (job !== undefined) await restartBatch(tx, job, [delivery.id]);
  });
};

async function prune({ eventId }: Delivery): Promise<void> {
  const client = await pool.connect();
  await pruneBatch(client, [eventId]).finally(() => client.release());
}

const DRIVES: readonly Drive[] = [
  { by: "promote", given: [due, leaseLost, overlooked], run: () => createPromotion(pool, () => undefined)() },
  { by: "claim", given: [due], run: claim() },
  { by: "claim", given: [due, leaseLost], run: claim() },
  { by: "claim", given: [due, leaseLost, lostTimes(QUARANTINE_LOSSES)], run: claim("quarantined") },
  { by: "claim", given: [due, leaseLost, inactive], run: claim() },
  ...[[], [leaseLost]].map((given): Drive => ({
    by: "renew",
    given,
    run: ({ id }) => renewLeases(pool, LEASE.leaseToken, 90_000, [id]),
  })),
  ...recordings,
  { by: "sweep", given: [due, leaseLost], run: sweep },
  { by: "sweep", given: [due, leaseLost, inactive], run: sweep },
  { by: "sweep", given: [due, leaseLost, ruleDeleted], run: sweep },
  { by: "sweep", given: [due, leaseLost, cancelRequested], run: sweep },
  { by: "sweep", given: [due, leaseLost, lostTimes(LOST_LEASES_MAX - 1)], run: sweep },
  { by: "cancel", given: [], run: ({ eventId }) => fixture.cancel(eventId) },
  { by: "cancel", given: [], run: ({ eventId }) => fixture.api.send("POST", `/events/${eventId}/cancel`) },
  {
    by: "resume",
    given: [],
    run: () => server.database.db.transaction((tx) => resumeWaiting(tx, fixture.connection.id)),
  },
  { by: "retry", given: [], run: ({ eventId }) => fixture.retry(eventId) },
  { by: "bulk retry", given: [], run: restart("failed") },
  { by: "bulk retry", given: [], run: restart("canceled") },
  { by: "prune", given: [], run: prune },
];

type Row = Record<string, unknown> | null;
type Seen = { by: Operation; from: string; to: string; changes: string[] };
const seen: Seen[] = [];

const placeOf = (row: Row) =>
  row === null
    ? "absent"
    : row["status"] === "retrying" && row["waiting_since"] !== null
      ? "waiting"
      : String(row["status"]);

/** What the database has written down since the last time. */
async function note(by: Operation): Promise<void> {
  const { rows } = await pool.query<{ before: Row; after: Row }>("select before, after from changes order by n");
  await pool.query("truncate changes");
  for (const { before, after } of rows) {
    const changed = COLUMNS.filter(({ name }) => before?.[name] !== after?.[name] && name !== "status");
    const changes = before === null || after === null ? [] : changed.map(({ key }) => key);
    seen.push({ by, from: placeOf(before), to: placeOf(after), changes });
  }
}

/** Has this operation come upon a delivery of these columns. */
async function drive({ by, given, run }: Drive, columns: string): Promise<void> {
  await pool.query(NOTHING_WRONG);
  const eventId = await fixture.emit();
  await note("accept");
  for (const statement of [setting(columns), ...given, "truncate changes"]) await pool.query(statement);
  const { rows } = await pool.query<{ id: string }>("select id from rule_events");
  for (const { id } of rows) await run({ id, eventId });
  await note(by);
}

beforeAll(async () => {
  server = await startTestServer({ MESHES_ROLE: "web" });
  pool = server.database.pool;
  fixtures = createFixtures(server);
  fixture = await fixtures.open();
  await pool.query(WATCH);
  for (const one of DRIVES) for (const columns of Object.values(STATES)) await drive(one, columns);
}, 180_000);

afterAll(async () => {
  await server.close();
  await fixtures.close();
});

/** As the table has them, one for each state that they start from. */
const legal = TRANSITIONS.flatMap(({ by, from, to, changes }) =>
  from.map((place) => ({ by, from: place, to, changes })),
);
const isSame = (a: Omit<Seen, "changes">, b: Omit<Seen, "changes">) =>
  a.by === b.by && a.from === b.from && a.to === b.to;

it("a delivery changes in no way that the table of transitions does not have", () => {
  const unknown = seen.filter(
    (one) =>
      !legal.some(
        (other) => isSame(one, other) && one.changes.every((key) => other.changes.some((column) => column === key)),
      ),
  );
  expect(unknown).toEqual([]);
});

it("every transition of the table happens", () => {
  expect(legal.filter((one) => !seen.some((other) => isSame(one, other)))).toEqual([]);
});

it("every column that a transition may change is changed by it", () => {
  const untouched = TRANSITIONS.map(({ by, from, to, changes }) => {
    const found = seen.filter((one) => from.some((place) => isSame(one, { by, from: place, to })));
    return { by, to, columns: changes.filter((column) => !found.some((one) => one.changes.includes(column))) };
  });
  expect(untouched.filter(({ columns }) => columns.length > 0)).toEqual([]);
});
