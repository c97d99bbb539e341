import { eq, sql } from "drizzle-orm";
import {
  type RetryCreated,
  type RetryFilter,
  type Retry,
  RetrySkipReason,
  type RetryPreviewed,
} from "#lib/contracts/retries.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { retries } from "#lib/server/db/schema/events.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { EventsContext } from "../context.ts";
import { withDefaults, isCandidate, isMatch, SKIP_REASON, type Selection } from "./matching.ts";
import { serializeRetry, getRetry, requireRetry, type RetryPath, serializeSkips } from "./read-retries.ts";

/**
 * Starts everything again that matches and had ended before this moment, in the background. One at a time in a
 * workspace: 409 while another one runs.
 */
export async function createRetry(ctx: EventsContext, workspaceId: string, given: RetryFilter): Promise<RetryCreated> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { resourceScope } = ctx.scope;
  const filter = withDefaults(given);
  const row = await insert(ctx, {
    id: uuidv7(),
    workspaceId: workspace.id,
    resource: resourceScope?.resource ?? null,
    resourceId: resourceScope?.resourceId ?? null,
    filter,
    // The worker counts before its first step, so that nobody waits here for a long history.
    matching: 0,
    isExact: false,
    createdBy: ctx.actor,
  });
  await ctx.wakeWorkers();
  return { retry: serializeRetry(row) };
}

async function insert(ctx: EventsContext, values: typeof retries.$inferInsert) {
  try {
    const [row] = await ctx.db.insert(retries).values(values).returning();
    if (row === undefined) throw new Error("The retry was not returned by its insert");
    return row;
  } catch (error) {
    if (!isUniqueViolation(error, "retries_running")) throw error;
    throw new AppError(
      "conflict",
      "A bulk retry is already running in this workspace: wait for it to finish, or cancel it",
      {
        cause: error,
      },
    );
  }
}

/** Stops what has not been started again yet. Repeating it changes nothing; 409 when it had come to its end. */
export async function cancelRetry(ctx: EventsContext, path: RetryPath): Promise<Retry> {
  await ctx.db.transaction(async (tx) => {
    const row = await requireRetry(tx, ctx, path, "update");
    if (row.status === "completed") throw new AppError("conflict", "This retry is completed");
    if (row.status === "canceled") return;
    await tx
      .update(retries)
      .set({ status: "canceled", completedAt: sql`now()` })
      .where(eq(retries.id, row.id));
  });
  return getRetry(ctx, path);
}

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
      from rule_events re where ${isCandidate(db, selection)}
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
