import { and, eq, isNull } from "drizzle-orm";
import type { Rule } from "../../contracts/rules.ts";
import type { Scope, ServiceContext } from "../app-context.ts";
import type { Queryable } from "../db/database.ts";
import { rules } from "../db/schema/rules.ts";
import { inPair, inScope, requireId } from "../db/scope.ts";
import { notFound } from "../errors.ts";
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
        inPair(rules.resource, rules.resourceId, scope),
        isNull(rules.deletedAt),
      ),
    );
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

export async function getRule(ctx: ServiceContext, ruleId: string): Promise<Rule> {
  return serializeRule(await requireRule(ctx.db, ctx.scope, ruleId));
}
