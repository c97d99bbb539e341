import { and, eq, isNull, sql } from "drizzle-orm";
import type { DeletedRule } from "../../contracts/rules.ts";
import type { ServiceContext } from "../app-context.ts";
import { rules } from "../db/schema/rules.ts";
import { notFound } from "../errors.ts";
import { cancelOpenRuleEvents } from "../rule-events/cancel-open.ts";
import { requireRule } from "./get-rule.ts";
import { serializeDeletedRule } from "./serialize-rule.ts";

/** Open deliveries of the rule are canceled; the history stays. */
export async function deleteRule(ctx: ServiceContext, ruleId: string): Promise<DeletedRule> {
  return ctx.db.transaction(async (tx) => {
    const row = await requireRule(tx, ctx.scope, ruleId);
    const deleted = await tx
      .update(rules)
      .set({ deletedAt: sql`now()` })
      .where(and(eq(rules.id, row.id), isNull(rules.deletedAt)))
      .returning({ id: rules.id });
    if (deleted.length === 0) throw notFound();
    await cancelOpenRuleEvents(tx, { connectionId: row.connectionId, ruleId: row.id });
    return serializeDeletedRule(row);
  });
}
