import { eq, sql } from "drizzle-orm";
import type { DeletedRule } from "../../contracts/rules.ts";
import type { ServiceContext } from "../app-context.ts";
import { rules } from "../db/schema/rules.ts";
import { cancelOpenRuleEvents } from "../rule-events/cancel-open.ts";
import { requireRule } from "./get-rule.ts";
import { serializeDeletedRule } from "./serialize-rule.ts";

/** Open deliveries of the rule are canceled; the history stays. */
export async function deleteRule(ctx: ServiceContext, ruleId: string): Promise<DeletedRule> {
  return ctx.db.transaction(async (tx) => {
    const row = await requireRule(tx, ctx.scope, ruleId);
    await tx.update(rules).set({ deletedAt: sql`now()` }).where(eq(rules.id, row.id));
    await cancelOpenRuleEvents(tx, { connectionId: row.connectionId, ruleId: row.id });
    return serializeDeletedRule(row);
  });
}
