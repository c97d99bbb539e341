import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { Page } from "#lib/contracts/primitives.ts";
import type { ListRulesQuery, Rule } from "#lib/contracts/rules.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { inResourceScope, inScope } from "#lib/server/db/scope.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/context.ts";
import { narrowScope } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import { serializeRule } from "./serialize-rule.ts";

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
