import { and, eq, sql, desc, lt } from "drizzle-orm";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import { type Retry, type RetryItem, RetrySkipReason } from "#lib/contracts/retries.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { retries, retryItems, ruleEvents } from "#lib/server/db/schema/events.ts";
import { inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";

/** Counting how the items stand reads each of them, so it is done up to here. */
const COUNTED_ITEMS_MAX = 10_000;

export type RetryPath = { workspaceId: string; retryId: string };

/** The row when the caller can reach it, else 404. A resource session reaches what was made in its resource. */
export async function requireRetry(
  db: Queryable,
  ctx: Pick<EventsContext, "scope">,
  path: RetryPath,
  lock?: "update",
): Promise<RetryRow> {
  const { id: workspaceId } = await requireWorkspace(db, ctx.scope, path.workspaceId);
  const query = db
    .select()
    .from(retries)
    .where(
      and(
        eq(retries.id, requireId(path.retryId)),
        eq(retries.workspaceId, workspaceId),
        inScope(db, retries.workspaceId, ctx.scope),
        inResourceScope(retries.resource, retries.resourceId, ctx.scope),
      ),
    );
  const [row] = await (lock === undefined ? query : query.for(lock));
  if (row === undefined) throw notFound();
  return row;
}

export async function getRetry(ctx: EventsContext, path: RetryPath): Promise<Retry> {
  const row = await requireRetry(ctx.db, ctx, path);
  const retry = serializeRetry(row);
  if (retry.retried + retry.skipped > COUNTED_ITEMS_MAX) return retry;
  return { ...retry, deliveries: await countDeliveries(ctx, row.id) };
}

async function countDeliveries(ctx: EventsContext, retryId: string): Promise<NonNullable<Retry["deliveries"]>> {
  const rows = await ctx.db
    .select({ status: ruleEvents.status, n: sql<number>`count(*)::int` })
    .from(retryItems)
    .innerJoin(ruleEvents, eq(ruleEvents.id, retryItems.ruleEventId))
    .where(and(eq(retryItems.retryId, retryId), eq(retryItems.outcome, "retried")))
    .groupBy(ruleEvents.status);
  const none = { pending: 0, processing: 0, retrying: 0, completed: 0, failed: 0, canceled: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) };
}

/** Newest first. A resource session sees what was made in its resource. */
export async function listRetries(ctx: EventsContext, workspaceId: string, query: PageQuery): Promise<Page<Retry>> {
  const { limit, before } = readPosition(query);
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const rows = await ctx.db
    .select()
    .from(retries)
    .where(
      and(
        eq(retries.workspaceId, id),
        inResourceScope(retries.resource, retries.resourceId, ctx.scope),
        before === undefined ? undefined : lt(retries.id, before),
      ),
    )
    .orderBy(desc(retries.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeRetry, (row) => row.id);
}

/** What the retry has done so far, the last first, each with how its delivery stands now. */
export async function listRetryItems(ctx: EventsContext, path: RetryPath, query: PageQuery): Promise<Page<RetryItem>> {
  const { limit, before } = readPosition(query);
  const { id } = await requireRetry(ctx.db, ctx, path);
  const rows = await ctx.db
    .select({ item: retryItems, status: ruleEvents.status })
    .from(retryItems)
    .innerJoin(ruleEvents, eq(ruleEvents.id, retryItems.ruleEventId))
    .where(and(eq(retryItems.retryId, id), before === undefined ? undefined : lt(retryItems.id, before)))
    .orderBy(desc(retryItems.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeItem, ({ item }) => item.id);
}

type ItemRow = { item: typeof retryItems.$inferSelect; status: RetryItem["status"] };

function serializeItem({ item, status }: ItemRow): RetryItem {
  return {
    id: item.id,
    rule_event: item.ruleEventId,
    event_id: item.eventId,
    rule: item.ruleId,
    connection: item.connectionId,
    outcome: item.outcome,
    ...(item.reason === null ? {} : { reason: item.reason }),
    status,
    created_at: item.createdAt.toISOString(),
  };
}

export type RetryRow = typeof retries.$inferSelect;

export function serializeRetry(row: RetryRow): Retry {
  return {
    id: row.id,
    workspace: row.workspaceId,
    ...(row.resource === null ? {} : { resource: row.resource }),
    ...(row.resourceId === null ? {} : { resource_id: row.resourceId }),
    filter: row.filter,
    status: row.status,
    matching: row.matching,
    is_exact: row.isExact,
    retried: row.retried,
    ...serializeSkips(row.skipped),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    ...(row.completedAt === null ? {} : { completed_at: row.completedAt.toISOString() }),
  };
}

/** The sum and the list of what was skipped. */
export function serializeSkips(skipped: RetryRow["skipped"]): Pick<Retry, "skipped" | "skip_reasons"> {
  const reasons = RetrySkipReason.options.flatMap((reason) => {
    const count = skipped[reason] ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });
  return { skipped: reasons.reduce((sum, { count }) => sum + count, 0), skip_reasons: reasons };
}
