import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { BrokenRule } from "#lib/contracts/metrics.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { inResourceScope } from "#lib/server/db/scope.ts";
import type { InsightContext } from "../context.ts";

/** Active rules that point to something that is gone, the oldest first. */
export async function listBrokenRules(ctx: InsightContext, workspaceId: string): Promise<BrokenRule[]> {
  const rows = await ctx.db
    .select({
      rule: rules.id,
      event: rules.event,
      connection: rules.connectionId,
      connection_name: connections.name,
      integration_type: rules.type,
      problem: rules.problem,
    })
    .from(rules)
    .innerJoin(connections, and(eq(connections.id, rules.connectionId), isNull(connections.deletedAt)))
    .where(
      and(
        eq(rules.workspaceId, workspaceId),
        inResourceScope(rules.resource, rules.resourceId, ctx.scope),
        isNull(rules.deletedAt),
        eq(rules.active, true),
        isNotNull(rules.problem),
      ),
    )
    .orderBy(asc(rules.id));
  return rows.map((row) => ({ ...row, problem: row.problem ?? "" }));
}
