import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { events } from "#lib/server/db/schema/events.ts";
import { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type Scope, inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { RuleEventRow } from "./serialize-rule-event.ts";

/** No more than is told: payloads and settings are large, and would come once for each rule. */
const EVENT_COLUMNS = {
  event: events.event,
  resource: events.resource,
  resourceId: events.resourceId,
  createdBy: events.createdBy,
};
const CONNECTION_COLUMNS = { name: connections.name, deletedAt: connections.deletedAt };
const RULE_COLUMNS = { metadata: rules.metadata, deletedAt: rules.deletedAt };

/** All deliveries of an event, in the order they were matched, with the names that history needs. */
export async function findRuleEvents(
  db: Queryable,
  scope: Scope,
  eventId: string,
  ruleId?: string,
): Promise<RuleEventRow[]> {
  const rows = await db
    .select({ ruleEvent: ruleEvents, event: EVENT_COLUMNS, connection: CONNECTION_COLUMNS, rule: RULE_COLUMNS })
    .from(ruleEvents)
    .innerJoin(events, eq(events.id, ruleEvents.eventId))
    .innerJoin(connections, eq(connections.id, ruleEvents.connectionId))
    .innerJoin(rules, eq(rules.id, ruleEvents.ruleId))
    .where(
      and(
        eq(ruleEvents.eventId, requireId(eventId)),
        ruleId === undefined ? undefined : eq(ruleEvents.ruleId, requireId(ruleId)),
        inScope(db, ruleEvents.workspaceId, scope),
        inResourceScope(events.resource, events.resourceId, scope),
      ),
    )
    .orderBy(asc(ruleEvents.id));
  return rows;
}

/** The delivery of one event by one rule, or 404. */
export async function requireRuleEvent(
  db: Queryable,
  scope: Scope,
  eventId: string,
  ruleId: string,
): Promise<RuleEventRow> {
  const [row] = await findRuleEvents(db, scope, eventId, ruleId);
  if (row === undefined) throw notFound();
  return row;
}
