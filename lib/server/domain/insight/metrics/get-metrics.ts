import { and, eq, isNull, sql, asc, isNotNull } from "drizzle-orm";
import type {
  MetricsBucket,
  MetricsQuery,
  StatusCounts,
  WorkspaceMetrics,
  BrokenRule,
} from "#lib/contracts/metrics.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { inResourceScope } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { InsightContext } from "../context.ts";
import { iso } from "./conditions.ts";
import { connectionMetrics, errorRate, summarizeLatency } from "./connection-metrics.ts";
import { countDeliveries, countEvents, type EventCount } from "./count-stats.ts";
import { listAttention } from "./list-attention.ts";
import { bucketStarts, queryWindows, readWindow, type RangeWindows } from "./windows.ts";

/** What was received in a period, by the status that it has now, beside the one before. */
export async function getMetrics(
  ctx: InsightContext,
  workspaceId: string,
  query: MetricsQuery,
): Promise<WorkspaceMetrics> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const windows = queryWindows(query, clock.nowMs());
  const { current, previous, bucketMs, unitMs } = windows;
  const counting = { workspaceId: id, window: readWindow(windows), unitMs };
  const [events, eventsBefore, deliveries, has] = await Promise.all([
    countEvents(ctx, { ...counting, bucketMs }),
    previous && countEvents(ctx, { ...counting, window: previous, bucketMs: WIDEST_MS }),
    countDeliveries(ctx, counting),
    readSetup(ctx, id),
  ]);
  const [byConnection, attention, brokenRules] = await Promise.all([
    connectionMetrics(ctx, deliveries),
    listAttention(ctx, id, current, deliveries),
    listBrokenRules(ctx, id),
  ]);
  return {
    ...(query.created_after === undefined ? { range: query.range ?? "24h" } : {}),
    from: iso(current.from),
    to: iso(current.to),
    totals: sumUp(events),
    ...(previous && eventsBefore ? { previous_from: iso(previous.from), previous: sumUp(eventsBefore) } : {}),
    bucket_seconds: bucketMs / 1000,
    buckets: toBuckets(events, windows),
    error_rate: errorRate(deliveries),
    delivery_latency: summarizeLatency(deliveries),
    connections: byConnection,
    attention,
    broken_rules: brokenRules,
    ...has,
  };
}

const WIDEST_MS = 86_400_000;

function toBuckets(counts: readonly EventCount[], windows: RangeWindows): MetricsBucket[] {
  const byBucket = Map.groupBy(counts, ({ bucket }) => bucket);
  return bucketStarts(windows).map((start) => ({ start: iso(start), ...sumUp(byBucket.get(start) ?? []) }));
}

function sumUp(counts: readonly EventCount[]): StatusCounts {
  const sum = { events: 0, pending: 0, processing: 0, retrying: 0, completed: 0, failed: 0, canceled: 0, unmatched: 0 };
  for (const { status, n } of counts) {
    sum[status] += n;
    sum.events += n;
    if (status === "unmatched") sum.completed += n;
  }
  return sum;
}

async function readSetup(ctx: InsightContext, workspaceId: string) {
  const { rows } = await ctx.db.execute<{ has_connections: boolean; has_rules: boolean }>(sql`
    select
      exists (select from ${connections} where ${and(eq(connections.workspaceId, workspaceId), isNull(connections.deletedAt))}) as has_connections,
      exists (select from ${rules} where ${and(eq(rules.workspaceId, workspaceId), inResourceScope(rules.resource, rules.resourceId, ctx.scope), isNull(rules.deletedAt))}) as has_rules`);
  return { has_connections: rows[0]?.has_connections === true, has_rules: rows[0]?.has_rules === true };
}

/** Active rules that point to something that is gone, the oldest first. */
export async function listBrokenRules(ctx: InsightContext, workspaceId: string): Promise<BrokenRule[]> {
  const rows = await ctx.db
    .select({
      rule: rules.id,
      event: rules.event,
      connection: rules.connectionId,
      connection_name: connections.name,
      integration_type: rules.type,
      problem: rules.problem,
    })
    .from(rules)
    .innerJoin(connections, and(eq(connections.id, rules.connectionId), isNull(connections.deletedAt)))
    .where(
      and(
        eq(rules.workspaceId, workspaceId),
        inResourceScope(rules.resource, rules.resourceId, ctx.scope),
        isNull(rules.deletedAt),
        eq(rules.active, true),
        isNotNull(rules.problem),
      ),
    )
    .orderBy(asc(rules.id));
  return rows.map((row) => ({ ...row, problem: row.problem ?? "" }));
}
