import { and, eq, isNull, sql } from "drizzle-orm";
import type { DeletedRule } from "#lib/contracts/rules.ts";
import { cancelOpenRuleEvents } from "#lib/server/db/queries/cancel-open.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/context.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { requireRule } from "./get-rule.ts";
import { serializeDeletedRule } from "./serialize-rule.ts";

/** Open deliveries of the rule are canceled; the history stays. */
export async function deleteRule(ctx: ConnectionsContext, ruleId: string): Promise<DeletedRule> {
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
