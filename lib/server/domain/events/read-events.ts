import { desc, getTableColumns, sql } from "drizzle-orm";
import type { EventDetail, EventRecord, AcceptedEvent } from "#lib/contracts/events.ts";
import { parsePayload } from "#lib/contracts/exact-json.ts";
import { withMember } from "#lib/contracts/json-text.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { Database } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { events } from "#lib/server/db/schema/events.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/index.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { JsonText } from "#lib/server/runtime/json-answer.ts";
import type { EventsContext, NewEvent } from "./context.ts";
import { findRuleEvents, isReachableEvent, serializeRuleEvent, toRuleEventRow } from "./deliveries/read-deliveries.ts";
import { readQueue } from "./deliveries/read-queue.ts";
import { eventConditions, type ListFilter } from "./event-conditions.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** As it came: the driver would parse it, which makes other numbers of some. */
const PAYLOAD_TEXT = sql<string>`${events.payload}::text`;

export async function getEvent(ctx: EventsContext, eventId: string): Promise<EventDetail> {
  const found = await findRuleEvents(ctx.db, ctx.scope, eventId);
  const [first] = found;
  if (first === undefined) throw notFound();
  const rows = found.flatMap(toRuleEventRow);
  const queue = await readQueue(ctx, rows);
  return { ...serializeEvent(first.event), rule_events: rows.map((row) => serializeRuleEvent(row, queue)) };
}

/** An `EventWithPayload`, as text. */
export async function getEventPayload(ctx: EventsContext, eventId: string): Promise<JsonText> {
  const payload = await readPayload(ctx, eventId);
  return new JsonText(withMember(await getEvent(ctx, eventId), "payload", payload));
}

/** The payload alone. */
export async function getPayload(ctx: EventsContext, eventId: string): Promise<Record<string, unknown>> {
  return parsePayload(await readPayload(ctx, eventId));
}

async function readPayload(ctx: EventsContext, eventId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ payload: PAYLOAD_TEXT })
    .from(events)
    .where(isReachableEvent(ctx.db, ctx.scope, eventId));
  if (row === undefined) throw notFound();
  return row.payload;
}

/** Newest first. Ids are UUIDv7, so ordering by id is ordering by time and the last id is the cursor. */
export async function listEvents(
  ctx: EventsContext,
  query: PageQuery & ListFilter,
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
  filter: ListFilter,
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
