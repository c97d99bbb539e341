import { sql } from "drizzle-orm";
import type { OutcomeCode } from "#lib/contracts/attempts.ts";
import { LOSSES_MAX, type MetricsLosses, type MetricsQuery } from "#lib/contracts/metrics.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { InsightContext } from "../context.ts";
import { iso, isIdWithin, isOfPair, isWithin, pairJoin } from "./conditions.ts";
import { queryWindows, type TimeWindow } from "./windows.ts";

/** Why events of a period did not arrive. Looks at the newest of each kind only, so that it costs the same however many there are. */
export async function readLosses(
  ctx: InsightContext,
  workspaceId: string,
  query: MetricsQuery,
): Promise<MetricsLosses> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { current } = queryWindows(query, clock.nowMs());
  const [unmatched, failed] = await Promise.all([countUnmatched(ctx, id, current), countFailed(ctx, id, current)]);
  return {
    from: iso(current.from),
    to: iso(current.to),
    unmatched: { ...summarize(unmatched), event_types: unmatched },
    failed: {
      ...summarize(failed),
      outcomes: failed.map(({ status_code: status, ...row }) => ({
        ...row,
        ...(status === null ? {} : { status_code: status }),
      })),
    },
  };
}

function summarize(rows: readonly { count: number }[]): { counted: number; is_complete: boolean } {
  const counted = rows.reduce((sum, { count }) => sum + count, 0);
  return { counted, is_complete: counted < LOSSES_MAX };
}

async function countUnmatched(ctx: InsightContext, workspaceId: string, window: TimeWindow) {
  const { rows } = await ctx.db.execute<{ event: string; count: number }>(sql`
    select event, count(*)::int as count
    from (
      select e.event from events e
      where e.workspace_id = ${workspaceId} and e.total_rules = 0 and ${isOfPair(ctx)}
        and ${isIdWithin(sql`e.id`, window)} and ${isWithin(sql`e.created_at`, window)}
      order by e.id desc limit ${LOSSES_MAX}
    ) newest group by 1 order by 2 desc, 1`);
  return rows;
}

async function countFailed(ctx: InsightContext, workspaceId: string, window: TimeWindow) {
  const { rows } = await ctx.db.execute<{ outcome_code: OutcomeCode; status_code: number | null; count: number }>(sql`
    select a.outcome_code, a.status_code, count(*)::int as count
    from (
      select re.id, re.attempt_count from rule_events re ${pairJoin(ctx)}
      where re.workspace_id = ${workspaceId} and re.status = 'failed'
        and ${isIdWithin(sql`re.event_id`, window)} and ${isWithin(sql`re.created_at`, window)}
      order by re.event_id desc limit ${LOSSES_MAX}
    ) newest
    join attempts a on a.rule_event_id = newest.id and a.attempt_number = newest.attempt_count
    group by 1, 2 order by 3 desc, 1, 2`);
  return rows;
}
