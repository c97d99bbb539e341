import { inArray, sql } from "drizzle-orm";
import type { RetrySkipReason } from "#lib/contracts/retries.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { lockRuleEvents } from "#lib/server/db/queries/lock-rule-events.ts";
import { rollUpEvents } from "#lib/server/db/queries/roll-up.ts";
import { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import { SKIP_REASON, withDefaults } from "./matching.ts";
import type { RetryRow } from "./serialize-retry.ts";

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
