import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { inClientTransaction } from "#lib/server/db/client-transaction.ts";
import { isDatabaseUnavailable, isTransientConflict } from "#lib/server/db/pg-error.ts";
import { LOCK_EVENTS, ROLL_UP_EVENTS } from "#lib/server/db/queries/rule-events.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { FinishedAttempt } from "./finished-attempt.ts";
import { noteProblems, type RecordedRow } from "./note-problems.ts";
import { noteRuleProblems, notesRuleProblem } from "./note-rule-problems.ts";
import { nextAttempt } from "./retry-schedule.ts";
import { detailColumns, OF_DETAILS, toJson, toText, writeDetails } from "./write-details.ts";

/** How long a delivery waits for its connection to be active again before it fails. */
export const WAIT_FOR_CONNECTION_MS = 72 * 3_600_000;

const OF_ATTEMPTS = [
  "ids",
  "attempt_numbers",
  "messages",
  "attempt_ids",
  "outcome_codes",
  "status_codes",
  "durations_ms",
  "triggers",
  "warnings",
  "provider_codes",
  "progresses",
  "dns_ms",
  "connect_ms",
  "tls_ms",
  "first_byte_ms",
  "total_ms",
  "lease_token",
] as const;

const RECORD = loadStatement(import.meta.dirname, "record", [
  ...OF_ATTEMPTS,
  "statuses",
  "delays_ms",
  "retry_afters_ms",
  "waits",
]);
const RECORD_ONLY_DELIVERY = loadStatement(import.meta.dirname, "record-only-delivery", [
  ...OF_ATTEMPTS,
  ...OF_DETAILS,
]);
const LOCK_CONNECTIONS = loadStatement(import.meta.dirname, "lock-connections", ["ids"]);
const DEACTIVATE_CONNECTIONS = loadStatement(import.meta.dirname, "deactivate-connections", [
  "ids",
  "updated_ats",
  "reasons",
]);

const CONFLICT_TRIES = 3;
/** How long outcomes are kept for a database that is away. Writing them late, or twice, is safe: the lease fences. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/**
 * Writes a batch of outcomes in one transaction, or in one statement when that is enough: attempts, rule events, their
 * schedule, and the roll-up of events.
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

/** Whether it delivered, and changes nothing but its attempt, its rule event and an event that has no other. */
function isSimple({ claimed, outcome }: AttemptRecord): boolean {
  const isDelivered = outcome.kind === "delivered";
  return isDelivered && claimed.isOnlyDelivery && claimed.problemId === null && !notesRuleProblem({ claimed, outcome });
}

async function writeSimple(
  pool: pg.Pool,
  leaseToken: string,
  records: readonly AttemptRecord[],
): Promise<AttemptRecord[]> {
  const details = detailColumns(records.map(({ attemptId, outcome: { exchange } }) => ({ attemptId, exchange })));
  const { rows } = await pool.query<{ id: string }>(
    RECORD_ONLY_DELIVERY.prepared({ ...recordColumns(records, leaseToken), ...details }),
  );
  const written = new Set(rows.map(({ id }) => id));
  return records.filter(({ attemptId }) => !written.has(attemptId));
}

async function write(
  client: pg.PoolClient,
  leaseToken: string,
  records: readonly AttemptRecord[],
): Promise<AttemptRecord[]> {
  const inactive = records.filter(({ outcome }) => outcome.kind === "inactive");
  if (inactive.length > 0) await deactivate(client, inactive);
  await noteRuleProblems(client, records);
  const { rows } = await client.query<RecordedRow>(
    RECORD.prepared({
      ...recordColumns(records, leaseToken),
      statuses: records.map(({ status }) => status),
      delays_ms: records.map(({ delayMs }) => delayMs),
      retry_afters_ms: records.map(({ outcome }) => retryAfterOf(outcome)),
      waits: records.map(({ waits }) => waits),
    }),
  );
  const written = new Map(rows.map((row) => [row.id, row]));
  const recorded = records.flatMap((record) => {
    const row = written.get(record.attemptId);
    return row === undefined ? [] : [{ ...record, row }];
  });
  await writeDetails(
    client,
    recorded.map(({ attemptId, claimed: { workspaceId }, outcome: { exchange } }) => ({
      attemptId,
      workspaceId,
      exchange,
    })),
  );
  const events = { event_ids: [...new Set(records.map(({ claimed }) => claimed.eventId))] };
  await client.query(LOCK_EVENTS.prepared(events));
  await client.query(ROLL_UP_EVENTS.prepared(events));
  await noteProblems(client, recorded);
  return records.filter(({ attemptId }) => !written.has(attemptId));
}

/** What was asked for, also where it does not count in full. A wish for weeks does not fit in the column. */
function retryAfterOf(outcome: AttemptOutcome): number | null {
  if (outcome.kind !== "retry" || outcome.retryAfterMs === undefined) return null;
  return Math.min(Math.round(outcome.retryAfterMs), INTEGER_MAX);
}

const INTEGER_MAX = 2 ** 31 - 1;

function recordColumns(records: readonly AttemptRecord[], leaseToken: string) {
  return {
    ids: records.map(({ claimed }) => claimed.id),
    attempt_numbers: records.map(({ claimed }) => claimed.attemptNumber),
    messages: records.map(({ outcome }) => toText(outcome.message)),
    attempt_ids: records.map(({ attemptId }) => attemptId),
    outcome_codes: records.map(({ outcome }) => outcome.code),
    status_codes: records.map(({ outcome }) => outcome.statusCode ?? null),
    durations_ms: records.map(({ outcome }) => Math.round(outcome.durationMs)),
    triggers: records.map(({ claimed }) => claimed.trigger),
    warnings: records.map(({ outcome: { warnings = [] } }) => (warnings.length === 0 ? null : toJson(warnings))),
    provider_codes: records.map(({ outcome: { providerCode } }) =>
      providerCode === undefined ? null : toText(providerCode),
    ),
    ...progressColumns(records),
    lease_token: leaseToken,
  };
}

function progressColumns(records: readonly AttemptRecord[]) {
  const timings = records.map(({ outcome }) => outcome.exchange?.timings);
  const rounded = (ms: number | undefined) => (ms === undefined ? null : Math.round(ms));
  return {
    progresses: records.map(({ outcome: { exchange, progress } }) => progress ?? exchange?.progress ?? null),
    dns_ms: timings.map((parts) => rounded(parts?.dnsMs)),
    connect_ms: timings.map((parts) => rounded(parts?.connectMs)),
    tls_ms: timings.map((parts) => rounded(parts?.tlsMs)),
    first_byte_ms: timings.map((parts) => rounded(parts?.firstByteMs)),
    total_ms: timings.map((parts) => rounded(parts?.totalMs)),
  };
}

/** The connections stay locked until the commit: one that is saved meanwhile then finds what began to wait for it. */
async function deactivate(client: pg.PoolClient, records: readonly AttemptRecord[]): Promise<void> {
  const ids = records.map(({ claimed }) => claimed.connectionId);
  await client.query(LOCK_CONNECTIONS.unprepared({ ids }));
  await client.query(
    DEACTIVATE_CONNECTIONS.unprepared({
      ids,
      updated_ats: records.map(({ claimed }) => claimed.connectionUpdatedAt),
      reasons: records.map(({ outcome }) => (outcome.kind === "inactive" ? outcome.reason : null)),
    }),
  );
}
