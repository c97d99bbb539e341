import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { EventDetail } from "#lib/contracts/events.ts";
import { parsePayload } from "#lib/contracts/exact-json.ts";
import { withMember } from "#lib/contracts/json-text.ts";
import { events } from "#lib/server/db/schema/events.ts";
import { inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { JsonText } from "#lib/server/runtime/json-answer.ts";
import type { EventsContext } from "./context.ts";
import { findRuleEvents } from "./deliveries/find-rule-events.ts";
import { serializeRuleEvent } from "./deliveries/serialize-rule-event.ts";
import { serializeEvent, type EventRow } from "./serialize-event.ts";

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
