import { and, desc, eq, lt } from "drizzle-orm";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { Retry, RetryItem } from "#lib/contracts/retries.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { retries, retryItems } from "#lib/server/db/schema/retries.ts";
import { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import { inResourceScope } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import type { EventsContext } from "../context.ts";
import { requireRetry, type RetryPath } from "./get-retry.ts";
import { serializeRetry } from "./serialize-retry.ts";

/** Newest first. A resource session sees what was made in its pair. */
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
