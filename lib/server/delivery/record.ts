import type pg from "pg";
import type { DeliveryStatus } from "../../contracts/status.ts";
import { isTransientConflict } from "../db/pg-error.ts";
import type { AttemptOutcome } from "../destinations/outcome.ts";
import { uuidv7 } from "../ids.ts";
import { LOCK_EVENTS_SQL, ROLL_UP_SQL } from "../rule-events/roll-up.ts";
import type { ClaimedRuleEvent } from "./claim.ts";
import { nextAttempt } from "./retry-schedule.ts";

/** How long a delivery waits for its connection to be active again before it fails. */
export const WAIT_FOR_CONNECTION_MS = 72 * 3_600_000;

export type FinishedAttempt = { claimed: ClaimedRuleEvent; outcome: AttemptOutcome };

// The first statement writes only where this worker still holds the lease of this very attempt.
const RECORD_SQL = `
  with input as (
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::float8[], $5::boolean[], $6::text[], $7::uuid[], $8::text[], $9::int[], $10::int[])
      as t(id, attempt_number, status, delay_ms, waits, message, attempt_id, outcome_code, status_code, duration_ms)
  ), done as (
    update rule_events re
    set status = case when i.status = 'retrying' and re.cancel_requested then 'canceled' else i.status end,
        due_at = case
          when i.status <> 'retrying' or re.cancel_requested then null
          when i.waits and c.active then now()
          else now() + i.delay_ms * interval '1 millisecond'
        end,
        waiting_since = case when i.waits and not re.cancel_requested and not c.active then now() end,
        schedule_step = re.schedule_step + case when i.waits then 0 else 1 end,
        lease_token = null, cancel_requested = false, trigger = 'scheduled',
        last_error = case when i.status = 'completed' then null else i.message end,
        completed_at = case when i.status <> 'retrying' or re.cancel_requested then now() end
    from input i, connections c
    where re.id = i.id and re.lease_token = $11 and re.attempt_count = i.attempt_number and re.status = 'processing'
      and c.id = re.connection_id
    returning re.*
  )
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, status_code, duration_ms, started_at, completed_at)
  select i.attempt_id, d.id, d.event_id, d.workspace_id, d.connection_id, d.rule_id, i.attempt_number, i.trigger,
    i.outcome_code, i.message, i.status_code, i.duration_ms, d.attempt_started_at, now()
  from done d join (select input.*, t.trigger from input join unnest($1::uuid[], $12::text[]) as t(id, trigger) using (id)) i on i.id = d.id
  returning id`;

const DETAILS_SQL = `
  insert into attempt_details (attempt_id, workspace_id, request, status_code, headers, body, truncated)
  select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::int[], $5::jsonb[], $6::text[], $7::boolean[])`;

// Only the settings that were used are judged: a connection that was edited meanwhile stays active.
const DEACTIVATE_SQL = `
  update connections c set active = false, inactive_reason = t.reason, updated_at = now()
  from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as t(id, updated_at, reason)
  where c.id = t.id and c.active and c.deleted_at is null and c.updated_at = t.updated_at`;

const CONFLICT_TRIES = 3;

/** Writes a batch of outcomes in one transaction: attempts, rule events, their schedule, and the roll-up of events. */
export async function recordAttempts(
  pool: pg.Pool,
  leaseToken: string,
  schedule: readonly number[],
  batch: readonly FinishedAttempt[],
): Promise<void> {
  const records = batch.map((finished) => toRecord(finished, schedule));
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(pool, (client) => write(client, leaseToken, records));
    } catch (error) {
      if (!isTransientConflict(error) || tries === CONFLICT_TRIES) throw error;
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
      return next.kind === "retry" ? { ...base, status: "retrying", delayMs: next.delayMs } : { ...base, status: "failed" };
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    await client.query("rollback").then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

async function write(client: pg.PoolClient, leaseToken: string, records: readonly AttemptRecord[]): Promise<void> {
  const inactive = records.filter(({ outcome }) => outcome.kind === "inactive");
  if (inactive.length > 0) await deactivate(client, inactive);
  const { rows } = await client.query<{ id: string }>({
    name: "record-attempts",
    text: RECORD_SQL,
    values: recordColumns(records, leaseToken),
  });
  const written = new Set(rows.map(({ id }) => id));
  await writeDetails(client, records.filter(({ attemptId }) => written.has(attemptId)));
  const eventIds = [...new Set(records.map(({ claimed }) => claimed.eventId))];
  await client.query({ name: "lock-events", text: LOCK_EVENTS_SQL, values: [eventIds] });
  await client.query({ name: "roll-up-events", text: ROLL_UP_SQL, values: [eventIds] });
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
    leaseToken,
    records.map(({ claimed }) => claimed.trigger),
  ];
}

async function deactivate(client: pg.PoolClient, records: readonly AttemptRecord[]): Promise<void> {
  await client.query(DEACTIVATE_SQL, [
    records.map(({ claimed }) => claimed.connectionId),
    records.map(({ claimed }) => claimed.connectionUpdatedAt),
    records.map(({ outcome }) => (outcome.kind === "inactive" ? outcome.reason : null)),
  ]);
}

async function writeDetails(client: pg.PoolClient, records: readonly AttemptRecord[]): Promise<void> {
  const rows = records.flatMap(({ attemptId, claimed, outcome }) =>
    outcome.exchange === undefined ? [] : [{ attemptId, workspaceId: claimed.workspaceId, exchange: outcome.exchange }],
  );
  if (rows.length === 0) return;
  await client.query({
    name: "record-details",
    text: DETAILS_SQL,
    values: [
      rows.map(({ attemptId }) => attemptId),
      rows.map(({ workspaceId }) => workspaceId),
      rows.map(({ exchange }) => toJson(exchange.request)),
      rows.map(({ exchange }) => exchange.statusCode ?? null),
      rows.map(({ exchange }) => toJson(exchange.headers)),
      rows.map(({ exchange }) => toText(exchange.body)),
      rows.map(({ exchange }) => exchange.truncated),
    ],
  });
}

/** PostgreSQL text and jsonb cannot hold NUL, and a receiver may send anything. */
function toText(text: string): string {
  return text.replaceAll("\u0000", "\ufffd");
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? toText(item).toWellFormed() : item));
}
