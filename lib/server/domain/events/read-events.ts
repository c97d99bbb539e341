import { and, eq, getTableColumns, sql, desc } from "drizzle-orm";
import type { EventFilter } from "#lib/contracts/event-filter.ts";
import type { EventDetail, EventRecord, AcceptedEvent } from "#lib/contracts/events.ts";
import { parsePayload } from "#lib/contracts/exact-json.ts";
import { withMember } from "#lib/contracts/json-text.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { Database } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { events } from "#lib/server/db/schema/events.ts";
import { inResourceScope, inScope, requireId, type Scope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/index.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { JsonText } from "#lib/server/runtime/json-answer.ts";
import type { EventsContext, NewEvent } from "./context.ts";
import { findRuleEvents, serializeRuleEvent } from "./deliveries/read-deliveries.ts";
import { eventConditions } from "./event-conditions.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** As it came: the driver would parse it, which makes other numbers of some. */
const PAYLOAD_TEXT = sql<string>`${events.payload}::text`;

function isReachable(ctx: EventsContext, eventId: string) {
  return and(
    eq(events.id, requireId(eventId)),
    inScope(ctx.db, events.workspaceId, ctx.scope),
    inResourceScope(events.resource, events.resourceId, ctx.scope),
  );
}

export async function getEvent(ctx: EventsContext, eventId: string): Promise<EventDetail> {
  const [row] = await ctx.db.select(columns).from(events).where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return toDetail(ctx, row);
}

/** An `EventWithPayload`, as text. */
export async function getEventPayload(ctx: EventsContext, eventId: string): Promise<JsonText> {
  const [row] = await ctx.db
    .select({ ...columns, payload: PAYLOAD_TEXT })
    .from(events)
    .where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return new JsonText(withMember(await toDetail(ctx, row), "payload", row.payload));
}

/** The payload alone. */
export async function getPayload(ctx: EventsContext, eventId: string): Promise<Record<string, unknown>> {
  const [row] = await ctx.db.select({ payload: PAYLOAD_TEXT }).from(events).where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return parsePayload(row.payload);
}

async function toDetail(ctx: EventsContext, row: EventRow): Promise<EventDetail> {
  const found = await findRuleEvents(ctx.db, ctx.scope, row.id);
  return { ...serializeEvent(row), rule_events: found.map(serializeRuleEvent) };
}

/** Newest first. Ids are UUIDv7, so ordering by id is ordering by time and the last id is the cursor. */
export async function listEvents(
  ctx: EventsContext,
  query: PageQuery & EventFilter,
  workspaceId?: string,
): Promise<Page<EventRecord>> {
  const { limit, before } = readPosition(query);
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await eventsQuery(ctx.db, scope, query, { limit: limit + 1, before });
  return toPage(rows, limit, serializeEvent, (row) => row.id);
}

export function eventsQuery(
  db: Database,
  scope: Scope,
  filter: EventFilter,
  page: { limit: number; before?: string | undefined },
) {
  return db
    .select(columns)
    .from(events)
    .where(eventConditions(db, scope, filter, page.before))
    .orderBy(desc(events.id))
    .limit(page.limit);
}

export type EventRow = Omit<typeof events.$inferSelect, "payload">;

export function serializeEvent(row: EventRow): EventRecord {
  return {
    id: row.id,
    type: "event",
    workspace: row.workspaceId,
    event: row.event,
    resource: row.resource,
    ...(row.resourceId === null ? {} : { resource_id: row.resourceId }),
    status: row.status,
    total_rules: row.totalRules,
    completed_count: row.completedCount,
    failed_count: row.failedCount,
    ...(row.startedAt === null ? {} : { started_at: row.startedAt.toISOString() }),
    ...(row.completedAt === null ? {} : { completed_at: row.completedAt.toISOString() }),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
  };
}

export function serializeAcceptedEvent(event: NewEvent): AcceptedEvent {
  return {
    id: event.id,
    type: "event",
    event: event.event,
    workspace: event.workspaceId,
    resource: event.resource,
    ...(event.resourceId === null ? {} : { resource_id: event.resourceId }),
    created_by: event.createdBy,
    created_at: event.createdAt.toISOString(),
  };
}
