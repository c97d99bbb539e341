import { sql } from "drizzle-orm";
import { RetrySkipReason, type RetryFilter, type RetryPreviewed } from "#lib/contracts/retries.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import type { EventsContext } from "../context.ts";
import { isCandidate, isMatch, SKIP_REASON, withDefaults, type Selection } from "./matching.ts";
import { serializeSkips } from "./serialize-retry.ts";

/** How many candidates a count looks at, so that a million of them do not make it slow. */
const COUNTED_MAX = 10_000;

/** Counts what a retry with this filter would do now, and changes nothing. */
export async function previewRetry(
  ctx: EventsContext,
  workspaceId: string,
  given: RetryFilter,
): Promise<RetryPreviewed> {
  const filter = withDefaults(given);
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { isExact, reasons } = await countMatches(ctx.db, { scope: { ...ctx.scope, workspaceId: id }, filter });
  const { none: retryable = 0, ...skipReasons } = reasons;
  const { skipped, skip_reasons } = serializeSkips(skipReasons);
  return { preview: { filter, matching: retryable + skipped, is_exact: isExact, retryable, skipped, skip_reasons } };
}

type Row = { counted: number; reasons: Partial<Record<RetrySkipReason | "none", number>> };

/**
 * The matching deliveries among the oldest candidates, by the reason that keeps them from being started again.
 * `endedBy`: only what had ended by then.
 */
export async function countMatches(db: Queryable, selection: Selection, endedBy?: Date) {
  const { rows } = await db.execute<Row>(sql`
    with candidates as materialized (
      select re.id, re.event_id, re.rule_id, re.connection_id, re.attempt_count, re.completed_at
      from rule_events re where ${isCandidate(selection)}
      order by re.event_id limit ${COUNTED_MAX}
    ), matched as (
      select s.rule_id, s.connection_id, count(*)::int as n
      from candidates s join events on events.id = s.event_id
      where ${isMatch(db, selection)}${endedBy === undefined ? sql`` : sql` and s.completed_at <= ${endedBy.toISOString()}`}
      group by s.rule_id, s.connection_id
    ), counts as (
      select case ${SKIP_REASON} else 'none' end as reason, sum(m.n)::int as n
      from matched m
      left join rules r on r.id = m.rule_id
      left join connections c on c.id = m.connection_id
      group by 1
    )
    select (select count(*)::int from candidates) as counted,
      (select coalesce(jsonb_object_agg(reason, n), '{}') from counts) as reasons`);
  const { counted = 0, reasons = {} } = rows[0] ?? {};
  const matching = Object.values(reasons).reduce((sum, n) => sum + n, 0);
  return { matching, reasons, isExact: counted < COUNTED_MAX };
}
