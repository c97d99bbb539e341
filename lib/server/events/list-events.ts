import { and, desc, eq, getTableColumns, inArray, lt, type SQL } from "drizzle-orm";
import type { EventRecord, ListEventsQuery } from "../../contracts/events.ts";
import type { Page } from "../../contracts/primitives.ts";
import type { Scope, ServiceContext } from "../app-context.ts";
import { events } from "../db/schema/events.ts";
import { ruleEvents } from "../db/schema/rule-events.ts";
import { inPair, inScope } from "../db/scope.ts";
import { positionOf, toPage, type Position } from "../lists/page.ts";
import { narrowScope } from "../workspaces/get-workspace.ts";
import { serializeEvent } from "./serialize-event.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** Newest first. Ids are UUIDv7, so ordering by id is ordering by time and the last id is the cursor. */
export async function listEvents(
  ctx: ServiceContext,
  query: ListEventsQuery,
  workspaceId?: string,
): Promise<Page<EventRecord>> {
  const position = positionOf(query);
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await ctx.db
    .select(columns)
    .from(events)
    .where(
      and(
        inScope(ctx.db, events.workspaceId, scope),
        inPair(events.resource, events.resourceId, scope),
        query.event === undefined ? undefined : eq(events.event, query.event),
        query.resource === undefined ? undefined : eq(events.resource, query.resource),
        query.resource_id === undefined ? undefined : eq(events.resourceId, query.resource_id),
        statusIs(ctx, scope, query.status, position),
        position.before === undefined ? undefined : lt(events.id, position.before),
      ),
    )
    .orderBy(desc(events.id))
    .limit(position.limit + 1);
  return toPage(rows, position.limit, serializeEvent, (row) => row.id);
}

/**
 * Delivered events are most of the history, so a scan by id finds them at once. For every other status an event has a
 * rule event in it, and those are few and indexed.
 */
function statusIs(
  ctx: ServiceContext,
  scope: Scope,
  status: ListEventsQuery["status"],
  position: Position,
): SQL | undefined {
  if (status === undefined) return undefined;
  if (status === "completed") return eq(events.status, status);
  const candidates = ctx.db
    .select({ id: ruleEvents.eventId })
    .from(ruleEvents)
    .where(
      and(
        inScope(ctx.db, ruleEvents.workspaceId, scope),
        eq(ruleEvents.status, status),
        position.before === undefined ? undefined : lt(ruleEvents.eventId, position.before),
      ),
    );
  return and(eq(events.status, status), inArray(events.id, candidates));
}
