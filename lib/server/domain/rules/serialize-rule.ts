import type { DeletedRule, Rule } from "#lib/contracts/rules.ts";
import type { rules } from "#lib/server/db/schema/rules.ts";

type Row = typeof rules.$inferSelect;

function serializeFilters(row: Row) {
  return {
    ...(row.resource === null ? {} : { resource: row.resource }),
    ...(row.resourceId === null ? {} : { resource_id: row.resourceId }),
  };
}

export function serializeRule(row: Row): Rule {
  return {
    id: row.id,
    connection: row.connectionId,
    workspace: row.workspaceId,
    type: row.type,
    event: row.event,
    ...serializeFilters(row),
    metadata: row.metadata,
    active: row.active,
    ...(row.problem === null ? {} : { problem: row.problem }),
    hidden: row.hidden,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
  };
}

export function serializeDeletedRule(row: Row): DeletedRule {
  return { id: row.id, connection: row.connectionId, type: row.type, event: row.event, ...serializeFilters(row) };
}
