import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { DeliveryQueue, RuleEvent } from "#lib/contracts/rule-events.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { events, ruleEvents } from "#lib/server/db/schema/events.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type Scope, inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";

/** Without the payload, which is large and would come once for each rule. */
const { payload: _payload, ...EVENT_COLUMNS } = getTableColumns(events);
const CONNECTION_COLUMNS = { name: connections.name, deletedAt: connections.deletedAt };
const RULE_COLUMNS = { metadata: rules.metadata, deletedAt: rules.deletedAt };

/**
 * An event with each of its deliveries, in the order they were matched, with the names that history needs: one row
 * without a delivery when no rule matched, none when the caller cannot reach the event. One statement, so that the status
 * of the event and those of its deliveries are of one moment.
 */
export async function findRuleEvents(
  db: Queryable,
  scope: Scope,
  eventId: string,
  ruleId?: string,
): Promise<EventWithRuleEvent[]> {
  const rows = await db
    .select({ ruleEvent: ruleEvents, event: EVENT_COLUMNS, connection: CONNECTION_COLUMNS, rule: RULE_COLUMNS })
    .from(events)
    .leftJoin(ruleEvents, eq(ruleEvents.eventId, events.id))
    .leftJoin(connections, eq(connections.id, ruleEvents.connectionId))
    .leftJoin(rules, eq(rules.id, ruleEvents.ruleId))
    .where(
      and(
        isReachableEvent(db, scope, eventId),
        ruleId === undefined ? undefined : eq(ruleEvents.ruleId, requireId(ruleId)),
      ),
    )
    .orderBy(asc(ruleEvents.id));
  return rows;
}

export function isReachableEvent(db: Queryable, scope: Scope, eventId: string) {
  return and(
    eq(events.id, requireId(eventId)),
    inScope(db, events.workspaceId, scope),
    inResourceScope(events.resource, events.resourceId, scope),
  );
}

/** The delivery of one event by one rule, or 404. */
export async function requireRuleEvent(
  db: Queryable,
  scope: Scope,
  eventId: string,
  ruleId: string,
): Promise<RuleEventRow> {
  const [row] = (await findRuleEvents(db, scope, eventId, ruleId)).flatMap(toRuleEventRow);
  if (row === undefined) throw notFound();
  return row;
}

type EventWithRuleEvent = {
  event: Omit<typeof events.$inferSelect, "payload">;
  ruleEvent: RuleEventRow["ruleEvent"] | null;
  connection: RuleEventRow["connection"] | null;
  rule: RuleEventRow["rule"] | null;
};

/** None for an event that no rule matched. */
export function toRuleEventRow({ event, ruleEvent, connection, rule }: EventWithRuleEvent): RuleEventRow[] {
  if (ruleEvent === null || connection === null || rule === null) return [];
  return [{ event, ruleEvent, connection, rule }];
}

export type RuleEventRow = {
  ruleEvent: typeof ruleEvents.$inferSelect;
  event: Pick<typeof events.$inferSelect, "event" | "resource" | "resourceId" | "createdBy">;
  connection: Pick<typeof connections.$inferSelect, "name" | "deletedAt">;
  rule: Pick<typeof rules.$inferSelect, "metadata" | "deletedAt">;
};

export function serializeRuleEvent(
  { ruleEvent, event, connection, rule }: RuleEventRow,
  queues: ReadonlyMap<string, DeliveryQueue> = new Map(),
): RuleEvent {
  const queue = queues.get(ruleEvent.id);
  return {
    id: ruleEvent.id,
    type: "rule",
    workspace: ruleEvent.workspaceId,
    event: event.event,
    event_id: ruleEvent.eventId,
    resource: event.resource,
    ...(event.resourceId === null ? {} : { resource_id: event.resourceId }),
    connection: ruleEvent.connectionId,
    rule: ruleEvent.ruleId,
    integration_type: ruleEvent.integrationType,
    status: ruleEvent.status,
    attempt_count: ruleEvent.attemptCount,
    ...serializeTimes(ruleEvent),
    ...(ruleEvent.lastError === null ? {} : { last_error: ruleEvent.lastError }),
    ...serializeSchedule(ruleEvent),
    ...(queue === undefined ? {} : { queue }),
    connection_name: connection.name,
    connection_deleted: connection.deletedAt !== null,
    rule_deleted: rule.deletedAt !== null,
    action: rule.metadata.action,
    created_by: event.createdBy,
    created_at: ruleEvent.createdAt.toISOString(),
  };
}

function serializeTimes({ startedAt, completedAt }: RuleEventRow["ruleEvent"]) {
  return {
    ...(startedAt === null ? {} : { started_at: startedAt.toISOString() }),
    ...(completedAt === null ? {} : { completed_at: completedAt.toISOString() }),
  };
}

function serializeSchedule({ status, dueAt, waitingSince }: RuleEventRow["ruleEvent"]) {
  if (status !== "retrying" && status !== "pending") return {};
  if (waitingSince !== null) return { waiting: "connection_inactive" as const };
  return dueAt === null ? {} : { next_attempt_at: dueAt.toISOString() };
}
