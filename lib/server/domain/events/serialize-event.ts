import type { AcceptedEvent, EventRecord } from "#lib/contracts/events.ts";
import type { events } from "#lib/server/db/schema/events.ts";
import type { NewEvent } from "./new-event.ts";

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
