import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "../database.ts";
import { opaque } from "../opaque.ts";

/**
 * An event's status and counters are a function of its rule events (decision: processing, else retrying, else pending,
 * else failed, else canceled when all are, else completed).
 */
export const ROLL_UP_SQL = `
  update events e
  set status = r.status, completed_count = r.completed, failed_count = r.failed,
      started_at = coalesce(e.started_at, r.started_at),
      completed_at = case when r.status in ('completed', 'failed', 'canceled') then r.completed_at end
  from (
    select event_id,
      case
        when bool_or(status = 'processing') then 'processing'
        when bool_or(status = 'retrying') then 'retrying'
        when bool_or(status = 'pending') then 'pending'
        when bool_or(status = 'failed') then 'failed'
        when bool_and(status = 'canceled') then 'canceled'
        else 'completed'
      end as status,
      (count(*) filter (where status = 'completed'))::int as completed,
      (count(*) filter (where status = 'failed'))::int as failed,
      min(started_at) as started_at,
      max(completed_at) as completed_at
    from rule_events where event_id = any(${opaque("$1::uuid[]")}::uuid[]) group by event_id
  ) r
  where e.id = r.event_id`;

/** Locks are taken rule events first, events second and in order of id, by everybody: nobody waits in a circle. */
export const LOCK_EVENTS_SQL = `select id from events where id = any(${opaque("$1::uuid[]")}::uuid[]) order by id for update`;

/**
 * Brings events up to date after their rule events changed in this transaction. The lock comes in a statement of its
 * own, so that the roll-up after it sees what other workers committed before they let go of the event.
 */
export async function rollUpEvents(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const ids = [...new Set(eventIds)];
  await tx.execute(withIds(LOCK_EVENTS_SQL, ids));
  await tx.execute(withIds(ROLL_UP_SQL, ids));
}

/** The same text as the prepared statements of the worker, with its one parameter filled in. */
function withIds(text: string, ids: readonly string[]): SQL {
  const [before = "", after = ""] = text.split("$1");
  return sql`${sql.raw(before)}${`{${ids.join(",")}}`}${sql.raw(after)}`;
}
