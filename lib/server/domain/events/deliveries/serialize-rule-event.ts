import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { connections } from "#lib/server/db/schema/connections.ts";
import type { events } from "#lib/server/db/schema/events.ts";
import type { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import type { rules } from "#lib/server/db/schema/rules.ts";

export type RuleEventRow = {
  ruleEvent: typeof ruleEvents.$inferSelect;
  event: Pick<typeof events.$inferSelect, "event" | "resource" | "resourceId" | "createdBy">;
  connection: Pick<typeof connections.$inferSelect, "name" | "deletedAt">;
  rule: Pick<typeof rules.$inferSelect, "metadata" | "deletedAt">;
};

export function serializeRuleEvent({ ruleEvent, event, connection, rule }: RuleEventRow): RuleEvent {
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
