import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { Page } from "../../contracts/primitives.ts";
import type { ListRulesQuery, Rule } from "../../contracts/rules.ts";
import type { ServiceContext } from "../app-context.ts";
import { rules } from "../db/schema/rules.ts";
import { inPair, inScope } from "../db/scope.ts";
import { positionOf, toPage } from "../lists/page.ts";
import { narrowScope } from "../workspaces/get-workspace.ts";
import { serializeRule } from "./serialize-rule.ts";

/** Newest first. Without a workspace: all of the caller's organization. */
export async function listRules(ctx: ServiceContext, query: ListRulesQuery, workspaceId?: string): Promise<Page<Rule>> {
  const { limit, before } = positionOf(query, "unpaged");
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await ctx.db
    .select()
    .from(rules)
    .where(
      and(
        inScope(ctx.db, rules.workspaceId, scope),
        inPair(rules.resource, rules.resourceId, scope),
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
