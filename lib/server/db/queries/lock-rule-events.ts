import { asc, type SQL } from "drizzle-orm";
import type { Transaction } from "../database.ts";
import { ruleEvents } from "../schema/rule-events.ts";

/**
 * Locks many rule events in order of id, as everybody does who changes more than one. The change must be a statement
 * of its own: it then sees what others committed while this one waited.
 */
export async function lockRuleEvents(tx: Transaction, target: SQL | undefined): Promise<void> {
  await tx.select({ id: ruleEvents.id }).from(ruleEvents).where(target).orderBy(asc(ruleEvents.id)).for("update");
}
