import { and, eq, getTableColumns } from "drizzle-orm";
import type { EventDetail, EventWithPayload } from "../../contracts/events.ts";
import type { ServiceContext } from "../app-context.ts";
import { events } from "../db/schema/events.ts";
import { inPair, inScope, requireId } from "../db/scope.ts";
import { notFound } from "../errors.ts";
import { findRuleEvents } from "../rule-events/find-rule-events.ts";
import { serializeRuleEvent } from "../rule-events/serialize-rule-event.ts";
import { serializeEvent, type EventRow } from "./serialize-event.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

function isReachable(ctx: ServiceContext, eventId: string) {
  return and(
    eq(events.id, requireId(eventId)),
    inScope(ctx.db, events.workspaceId, ctx.scope),
    inPair(events.resource, events.resourceId, ctx.scope),
  );
}

export async function getEvent(ctx: ServiceContext, eventId: string): Promise<EventDetail> {
  const [row] = await ctx.db.select(columns).from(events).where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return toDetail(ctx, row);
}

export async function getEventPayload(ctx: ServiceContext, eventId: string): Promise<EventWithPayload> {
  const [row] = await ctx.db.select().from(events).where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return { ...(await toDetail(ctx, row)), payload: row.payload };
}

/** The payload alone. */
export async function getPayload(ctx: ServiceContext, eventId: string): Promise<Record<string, unknown>> {
  const [row] = await ctx.db.select({ payload: events.payload }).from(events).where(isReachable(ctx, eventId));
  if (row === undefined) throw notFound();
  return row.payload;
}

async function toDetail(ctx: ServiceContext, row: EventRow): Promise<EventDetail> {
  const found = await findRuleEvents(ctx.db, ctx.scope, row.id);
  return { ...serializeEvent(row), rule_events: found.map(serializeRuleEvent) };
}
