import { and, eq, isNull, desc, lt } from "drizzle-orm";
import type { Page } from "#lib/contracts/primitives.ts";
import type { Rule, ListRulesQuery, DeletedRule } from "#lib/contracts/rules.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type Scope, inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/index.ts";
import { narrowScope } from "#lib/server/domain/tenancy/index.ts";
import { notFound } from "#lib/server/runtime/errors.ts";

/** The rule's row when the caller can reach it, else 404. */
export async function requireRule(db: Queryable, scope: Scope, ruleId: string, lock?: "for update") {
  const query = db
    .select()
    .from(rules)
    .where(
      and(
        eq(rules.id, requireId(ruleId)),
        inScope(db, rules.workspaceId, scope),
        inResourceScope(rules.resource, rules.resourceId, scope),
        isNull(rules.deletedAt),
      ),
    );
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

export async function getRule(ctx: ConnectionsContext, ruleId: string): Promise<Rule> {
  return serializeRule(await requireRule(ctx.db, ctx.scope, ruleId));
}

/** Newest first. Without a workspace: all of the caller's organization. */
export async function listRules(
  ctx: ConnectionsContext,
  query: ListRulesQuery,
  workspaceId?: string,
): Promise<Page<Rule>> {
  const { limit, before } = readPosition(query, "unpaged");
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await ctx.db
    .select()
    .from(rules)
    .where(
      and(
        inScope(ctx.db, rules.workspaceId, scope),
        inResourceScope(rules.resource, rules.resourceId, scope),
        isNull(rules.deletedAt),
        query.event === undefined ? undefined : eq(rules.event, query.event),
        query.resource === undefined ? undefined : eq(rules.resource, query.resource),
        query.resource_id === undefined ? undefined : eq(rules.resourceId, query.resource_id),
        before === undefined ? undefined : lt(rules.id, before),
      ),
    )
    .orderBy(desc(rules.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeRule, (row) => row.id);
}

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
