import { sql } from "drizzle-orm";
import type { Transaction } from "#lib/server/db/database.ts";
import { idBefore } from "#lib/server/runtime/ids.ts";
import { isCandidate, isMatch, withDefaults, type Selection } from "./matching.ts";
import type { RetryRow } from "./serialize-retry.ts";

/** Candidates that one step of the walk reads at most, however few of them match. */
const SCANNED_MAX = 2_000;

/** A retry together with whom it belongs to. */
export type RetryJob = RetryRow & { organizationId: string };
export type Position = { event_id: string; id: string };
export type Batch = { matched: Position[]; position: Position; isEnd: boolean };

type Row = { scanned: number; last: Position | null; matched: Position[] };

/**
 * The next deliveries of the walk, at most `limit`, and where it stands after them. Only what had ended when the job was
 * made belongs to it: what fails later, this job's own retries included, is never met.
 */
export async function pickBatch(tx: Transaction, job: RetryJob, limit: number): Promise<Batch> {
  const selection = toSelection(job);
  const position = { event_id: job.positionEventId, id: job.positionId };
  const { rows } = await tx.execute<Row>(sql`
    with candidates as materialized (
      select re.id, re.event_id, re.rule_id, re.connection_id, re.attempt_count, re.completed_at
      from rule_events re
      where ${isCandidate(selection)} and re.event_id < ${idBefore(job.createdAt.getTime())}
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
  const pair = resource === null || resourceId === null ? undefined : { resource, resourceId };
  return { scope: { organizationId, workspaceId, pair }, filter: withDefaults(filter), retryId: id };
}
