import { and, eq, isNull } from "drizzle-orm";
import type { Rule } from "#lib/contracts/rules.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type Scope, inResourceScope, inScope, requireId } from "#lib/server/db/scope.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/context.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { serializeRule } from "./serialize-rule.ts";

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
