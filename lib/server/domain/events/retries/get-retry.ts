import { and, eq, sql } from "drizzle-orm";
import type { Retry } from "#lib/contracts/retries.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { retries, retryItems } from "#lib/server/db/schema/retries.ts";
import { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import { inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { serializeRetry, type RetryRow } from "./serialize-retry.ts";

/** Counting how the items stand reads each of them, so it is done up to here. */
const COUNTED_ITEMS_MAX = 10_000;

export type RetryPath = { workspaceId: string; retryId: string };

/** The row when the caller can reach it, else 404. A resource session reaches what was made in its pair. */
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
