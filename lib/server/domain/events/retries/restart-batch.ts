import { sql, inArray } from "drizzle-orm";
import type { RetrySkipReason } from "#lib/contracts/retries.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { lockRuleEvents, rollUpEvents } from "#lib/server/db/queries/rule-events.ts";
import { ruleEvents } from "#lib/server/db/schema/events.ts";
import { idBefore } from "#lib/server/runtime/ids.ts";
import { isCandidate, isMatch, withDefaults, type Selection, SKIP_REASON } from "./matching.ts";
import type { RetryRow } from "./read-retries.ts";

/** Candidates that one step of the walk reads at most, however few of them match. */
const SCANNED_MAX = 2_000;

/** A retry together with whom it belongs to. */
export type RetryJob = RetryRow & { organizationId: string };
export type Position = { event_id: string; id: string };
export type Batch = { matched: Position[]; position: Position; isEnd: boolean };

type PickedRow = { scanned: number; last: Position | null; matched: Position[] };

/**
 * The next deliveries of the walk, at most `limit`, and where it stands after them. Only what had ended when the job was
 * made belongs to it: what fails later, this job's own retries included, is never met.
 */
export async function pickBatch(tx: Transaction, job: RetryJob, limit: number): Promise<Batch> {
  const selection = toSelection(job);
  const position = { event_id: job.positionEventId, id: job.positionId };
  const { rows } = await tx.execute<PickedRow>(sql`
    with candidates as materialized (
      select re.id, re.event_id, re.rule_id, re.connection_id, re.attempt_count, re.completed_at
      from rule_events re
      where ${isCandidate(tx, selection)} and re.event_id < ${idBefore(job.createdAt.getTime())}
        and re.event_id >= ${position.event_id} and (re.event_id, re.id) > (${position.event_id}, ${position.id})
      order by re.event_id, re.id limit ${SCANNED_MAX}
    ), matched as (
      select s.event_id, s.id from candidates s join events on events.id = s.event_id
      where s.completed_at <= ${job.createdAt.toISOString()} and ${isMatch(tx, selection)}
      order by s.event_id, s.id limit ${limit}
    )
    select (select count(*)::int from candidates) as scanned,
      (select jsonb_build_object('event_id', event_id, 'id', id) from candidates order by event_id desc, id desc limit 1) as last,
      (select coalesce(jsonb_agg(jsonb_build_object('event_id', event_id, 'id', id) order by event_id, id), '[]') from matched) as matched`);
  const { scanned = 0, last = null, matched = [] } = rows[0] ?? {};
  const isFull = matched.length === limit;
  return {
    matched,
    position: (isFull ? matched.at(-1) : last) ?? position,
    isEnd: !isFull && scanned < SCANNED_MAX,
  };
}

export function toSelection({ id, organizationId, workspaceId, resource, resourceId, filter }: RetryJob): Selection {
  const resourceScope = resource === null || resourceId === null ? undefined : { resource, resourceId };
  return { scope: { organizationId, workspaceId, resourceScope }, filter: withDefaults(filter), retryId: id };
}

type Row = { event_id: string; reason: RetrySkipReason | null };
export type BatchOutcome = { retried: number; skipped: Partial<Record<RetrySkipReason, number>> };

/** Starts these deliveries again, or says why not, and writes an item for each: all of it together or nothing. */
export async function restartBatch(tx: Transaction, job: RetryRow, ids: readonly string[]): Promise<BatchOutcome> {
  if (ids.length === 0) return { retried: 0, skipped: {} };
  await lockRuleEvents(tx, inArray(ruleEvents.id, [...ids]));
  const { rows } = await tx.execute<Row>(sql`
    with items as (
      insert into retry_items (retry_id, rule_event_id, event_id, rule_id, connection_id, outcome, reason)
      select ${job.id}, d.id, d.event_id, d.rule_id, d.connection_id,
        case when d.reason is null then 'retried' else 'skipped' end, d.reason
      from (
        select re.id, re.event_id, re.rule_id, re.connection_id, case
          when re.status <> ${withDefaults(job.filter).delivery_status} or re.completed_at > ${job.createdAt.toISOString()} then 'status_changed'
          ${SKIP_REASON} end as reason
        from rule_events re
        left join rules r on r.id = re.rule_id
        left join connections c on c.id = re.connection_id
        where re.id = any(${`{${ids.join(",")}}`}::uuid[])
      ) d
      on conflict do nothing
      returning rule_event_id, event_id, reason
    ), restarted as (
      update rule_events re
      set status = 'pending', due_at = now(), trigger = 'bulk', schedule_step = 0, lost_leases = 0,
        cancel_requested = false, waiting_since = null, completed_at = null
      from items i where re.id = i.rule_event_id and i.reason is null
    )
    select event_id, reason from items`);
  const retried = rows.filter(({ reason }) => reason === null);
  await rollUpEvents(
    tx,
    retried.map((row) => row.event_id),
  );
  return { retried: retried.length, skipped: countReasons(rows) };
}

function countReasons(rows: readonly Row[]): BatchOutcome["skipped"] {
  const counts: BatchOutcome["skipped"] = {};
  for (const { reason } of rows) if (reason !== null) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
