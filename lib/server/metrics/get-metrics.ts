import { and, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import type { StatusCounts, WorkspaceMetrics } from "../../contracts/metrics.ts";
import type { ServiceContext } from "../app-context.ts";
import { connections } from "../db/schema/connections.ts";
import { events } from "../db/schema/events.ts";
import { ruleEvents } from "../db/schema/rule-events.ts";
import { rules } from "../db/schema/rules.ts";
import { inPair } from "../db/scope.ts";
import { uuidv7At } from "../ids.ts";
import { requireWorkspace } from "../workspaces/get-workspace.ts";
import { listAttention } from "./list-attention.ts";

const DAY_MS = 86_400_000;

export type TimeWindow = { from: Date; to: Date };

/** The last 24 hours and the 24 before. Ids are UUIDv7, so a window of time is a range of ids. */
export async function getMetrics(ctx: ServiceContext, workspaceId: string): Promise<WorkspaceMetrics> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const to = new Date();
  const from = new Date(to.getTime() - DAY_MS);
  const before = new Date(from.getTime() - DAY_MS);
  const [totals, previous, attention, hasConnections, hasRules] = await Promise.all([
    countByStatus(ctx, id, { from, to }),
    countByStatus(ctx, id, { from: before, to: from }),
    listAttention(ctx, id, { from, to }),
    exists(ctx, connections, and(eq(connections.workspaceId, id), isNull(connections.deletedAt))),
    exists(
      ctx,
      rules,
      and(eq(rules.workspaceId, id), inPair(rules.resource, rules.resourceId, ctx.scope), isNull(rules.deletedAt)),
    ),
  ]);
  return {
    range: "24h",
    from: from.toISOString(),
    to: to.toISOString(),
    totals,
    previous,
    attention,
    has_connections: hasConnections,
    has_rules: hasRules,
  };
}

const OPEN_OR_ENDED_BADLY = ["pending", "processing", "retrying", "failed", "canceled"] as const;

/** Counts all by the id index and the few that are not delivered by theirs; the rest was delivered. */
async function countByStatus(ctx: ServiceContext, workspaceId: string, window: TimeWindow): Promise<StatusCounts> {
  const inWindow = and(
    eq(events.workspaceId, workspaceId),
    gte(events.id, uuidv7At(window.from.getTime())),
    lt(events.id, uuidv7At(window.to.getTime() + 1)),
    inPair(events.resource, events.resourceId, ctx.scope),
  );
  const candidates = ctx.db
    .select({ id: ruleEvents.eventId })
    .from(ruleEvents)
    .where(
      and(
        eq(ruleEvents.workspaceId, workspaceId),
        inArray(ruleEvents.status, [...OPEN_OR_ENDED_BADLY]),
        gte(ruleEvents.eventId, uuidv7At(window.from.getTime())),
      ),
    );
  const [total, rows] = await Promise.all([
    ctx.db.$count(events, inWindow),
    ctx.db
      .select({ status: events.status, n: sql<number>`count(*)::int` })
      .from(events)
      .where(and(inWindow, inArray(events.id, candidates), inArray(events.status, [...OPEN_OR_ENDED_BADLY])))
      .groupBy(events.status),
  ]);
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
  const counts = {
    pending: of("pending"),
    processing: of("processing"),
    retrying: of("retrying"),
    failed: of("failed"),
    canceled: of("canceled"),
  };
  const others = rows.reduce((sum, { n }) => sum + n, 0);
  // Two statements see two moments: a delivery may end between them.
  return { events: Math.max(total, others), ...counts, completed: Math.max(0, total - others) };
}

async function exists(
  ctx: ServiceContext,
  table: typeof connections | typeof rules,
  condition: ReturnType<typeof and>,
): Promise<boolean> {
  const rows = await ctx.db
    .select({ one: sql`1` })
    .from(table)
    .where(condition)
    .limit(1);
  return rows.length > 0;
}
