import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { inClientTransaction } from "#lib/server/db/client-transaction.ts";
import { isDatabaseUnavailable, isTransientConflict } from "#lib/server/db/pg-error.ts";
import { LOCK_EVENTS_SQL, ROLL_UP_SQL } from "#lib/server/db/queries/roll-up.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { FinishedAttempt } from "./finished-attempt.ts";
import { noteRuleProblems, notesRuleProblem } from "./note-rule-problems.ts";
import { nextAttempt } from "./retry-schedule.ts";
import { toJson, toText, writeDetails } from "./write-details.ts";

/** How long a delivery waits for its connection to be active again before it fails. */
export const WAIT_FOR_CONNECTION_MS = 72 * 3_600_000;

// Writes only where this worker still holds the lease of this very attempt. Rule events are locked in order of id; what
// is not over but has nowhere to go any more (canceled, rule or connection deleted) ends here.
const DONE_SQL = `
  with input as (
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::float8[], $5::boolean[], $6::text[], $7::uuid[], $8::text[], $9::int[], $10::int[], $11::text[], $12::jsonb[], $13::text[])
      as t(id, attempt_number, status, delay_ms, waits, message, attempt_id, outcome_code, status_code, duration_ms, trigger, warnings, provider_code)
  ), held as (
    select i.*, c.active, i.status = 'retrying' and (re.cancel_requested or r.deleted_at is not null or c.deleted_at is not null) as stops
    from (select * from input order by id) i
    cross join lateral (
      select re.rule_id, re.connection_id, re.cancel_requested from rule_events re
      where re.id = i.id and re.attempt_count = i.attempt_number and re.lease_token = $14 and re.status = 'processing'
      for update
    ) re
    join rules r on r.id = re.rule_id
    join connections c on c.id = re.connection_id
  ), done as (
    update rule_events re
    set status = case when h.stops then 'canceled' else h.status end,
        due_at = case
          when h.status <> 'retrying' or h.stops then null
          when h.waits and h.active then now()
          else now() + h.delay_ms * interval '1 millisecond'
        end,
        waiting_since = case when h.waits and not h.stops and not h.active then now() end,
        schedule_step = re.schedule_step + case when h.waits then 0 else 1 end,
        lease_token = null, lost_leases = 0, cancel_requested = false, trigger = 'scheduled',
        last_error = case when h.status = 'completed' then null else h.message end,
        completed_at = case when h.status <> 'retrying' or h.stops then now() end
    from held h where re.id = h.id
    returning h.*, re.event_id, re.workspace_id, re.connection_id, re.rule_id, re.attempt_started_at, re.started_at,
      re.status as new_status, re.completed_at
  )`;

const ATTEMPTS_SQL = `
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, status_code, duration_ms, warnings, provider_code, started_at, completed_at)
  select attempt_id, id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, status_code, duration_ms, warnings, provider_code, attempt_started_at, now()
  from done
  returning id`;

const RECORD_SQL = `${DONE_SQL} ${ATTEMPTS_SQL}`;

// The roll-up of events that have no other delivery needs nothing that somebody else may be writing, so that it can be a
// part of the same statement.
const RECORD_ONLY_SQL = `${DONE_SQL}, locked as (
    select e.id from events e where e.id in (select event_id from done) order by e.id for update
  ), rolled_up as (
    update events e
    set status = d.new_status, completed_count = (d.new_status = 'completed')::int,
        failed_count = (d.new_status = 'failed')::int, started_at = coalesce(e.started_at, d.started_at),
        completed_at = d.completed_at
    from locked l join done d on d.event_id = l.id
    where e.id = l.id
  )
  ${ATTEMPTS_SQL}`;

const LOCK_CONNECTIONS_SQL = "select id from connections where id = any($1::uuid[]) order by id for update";

// Only the settings that were used are judged: a connection that was edited meanwhile stays active.
const DEACTIVATE_SQL = `
  update connections c set active = false, inactive_reason = t.reason, updated_at = now()
  from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as t(id, updated_at, reason)
  where c.id = t.id and c.active and c.deleted_at is null and c.updated_at = t.updated_at`;

const CONFLICT_TRIES = 3;
/** How long outcomes are kept for a database that is away. Writing them late, or twice, is safe: the lease fences. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/**
 * Writes a batch of outcomes in one transaction, or in one statement when that is enough: attempts, rule events, their schedule, and the roll-up of events.
 * Returns what was refused, because another worker had taken the rule event over meanwhile.
 */
export async function recordAttempts(
  pool: pg.Pool,
  leaseToken: string,
  schedule: readonly number[],
  batch: readonly FinishedAttempt[],
): Promise<FinishedAttempt[]> {
  const records = batch.map((finished) => toRecord(finished, schedule));
  const deadline = performance.now() + PATIENCE_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      if (records.every(isSimple)) return await writeSimple(pool, leaseToken, records);
      return await inClientTransaction(pool, (client) => write(client, leaseToken, records));
    } catch (error) {
      const mayPass = isTransientConflict(error)
        ? tries < CONFLICT_TRIES
        : isDatabaseUnavailable(error) && performance.now() < deadline;
      if (!mayPass || pool.ending) throw error;
      await delay(PAUSE_MS);
    }
  }
}

type AttemptRecord = FinishedAttempt & {
  attemptId: string;
  status: DeliveryStatus;
  delayMs: number | null;
  waits: boolean;
};

/** What the outcome means for the rule event. */
function toRecord(finished: FinishedAttempt, schedule: readonly number[]): AttemptRecord {
  const { claimed, outcome } = finished;
  const base = { ...finished, attemptId: uuidv7(), waits: false, delayMs: null };
  switch (outcome.kind) {
    case "delivered":
      return { ...base, status: "completed" };
    case "failed":
      return { ...base, status: "failed" };
    case "inactive":
      return { ...base, status: "retrying", waits: true, delayMs: WAIT_FOR_CONNECTION_MS };
    case "retry": {
      const next = nextAttempt(schedule, claimed.scheduleStep, outcome.retryAfterMs);
      return next.kind === "retry"
        ? { ...base, status: "retrying", delayMs: next.delayMs }
        : { ...base, status: "failed" };
    }
  }
}

/** Whether it changes nothing but its attempt, its rule event and an event that has no other. */
function isSimple({ claimed, outcome }: AttemptRecord): boolean {
  const hasMore =
    outcome.kind === "inactive" || outcome.exchange !== undefined || notesRuleProblem({ claimed, outcome });
  return claimed.isOnlyDelivery && !hasMore;
}

async function writeSimple(
  pool: pg.Pool,
  leaseToken: string,
  records: readonly AttemptRecord[],
): Promise<AttemptRecord[]> {
  const isWritten = await runRecord(pool, { name: "record-only", text: RECORD_ONLY_SQL }, leaseToken, records);
  return records.filter((record) => !isWritten(record));
}

/** Runs the statement, and says of each record whether it was written. */
async function runRecord(
  client: pg.Pool | pg.PoolClient,
  statement: { name: string; text: string },
  leaseToken: string,
  records: readonly AttemptRecord[],
): Promise<(record: Pick<AttemptRecord, "attemptId">) => boolean> {
  const { rows } = await client.query<{ id: string }>({ ...statement, values: recordColumns(records, leaseToken) });
  const written = new Set(rows.map(({ id }) => id));
  return ({ attemptId }) => written.has(attemptId);
}

async function write(
  client: pg.PoolClient,
  leaseToken: string,
  records: readonly AttemptRecord[],
): Promise<AttemptRecord[]> {
  const inactive = records.filter(({ outcome }) => outcome.kind === "inactive");
  if (inactive.length > 0) await deactivate(client, inactive);
  await noteRuleProblems(client, records);
  const isWritten = await runRecord(client, { name: "record-attempts", text: RECORD_SQL }, leaseToken, records);
  const withWorkspace = records.map(({ attemptId, claimed, outcome }) => ({
    attemptId,
    workspaceId: claimed.workspaceId,
    exchange: outcome.exchange,
  }));
  await writeDetails(client, withWorkspace.filter(isWritten));
  const eventIds = [...new Set(records.map(({ claimed }) => claimed.eventId))];
  await client.query({ name: "lock-events", text: LOCK_EVENTS_SQL, values: [eventIds] });
  await client.query({ name: "roll-up-events", text: ROLL_UP_SQL, values: [eventIds] });
  return records.filter((record) => !isWritten(record));
}

function recordColumns(records: readonly AttemptRecord[], leaseToken: string): unknown[] {
  return [
    records.map(({ claimed }) => claimed.id),
    records.map(({ claimed }) => claimed.attemptNumber),
    records.map(({ status }) => status),
    records.map(({ delayMs }) => delayMs),
    records.map(({ waits }) => waits),
    records.map(({ outcome }) => toText(outcome.message)),
    records.map(({ attemptId }) => attemptId),
    records.map(({ outcome }) => outcome.code),
    records.map(({ outcome }) => outcome.statusCode ?? null),
    records.map(({ outcome }) => Math.round(outcome.durationMs)),
    records.map(({ claimed }) => claimed.trigger),
    records.map(({ outcome: { warnings = [] } }) => (warnings.length === 0 ? null : toJson(warnings))),
    records.map(({ outcome: { providerCode } }) => (providerCode === undefined ? null : toText(providerCode))),
    leaseToken,
  ];
}

/** The connections stay locked until the commit: one that is saved meanwhile then finds what began to wait for it. */
async function deactivate(client: pg.PoolClient, records: readonly AttemptRecord[]): Promise<void> {
  const ids = records.map(({ claimed }) => claimed.connectionId);
  await client.query(LOCK_CONNECTIONS_SQL, [ids]);
  await client.query(DEACTIVATE_SQL, [
    ids,
    records.map(({ claimed }) => claimed.connectionUpdatedAt),
    records.map(({ outcome }) => (outcome.kind === "inactive" ? outcome.reason : null)),
  ]);
}
