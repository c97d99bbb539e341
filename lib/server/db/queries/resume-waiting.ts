import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "../database.ts";
import { ruleEvents } from "../schema/rule-events.ts";
import { lockRuleEvents } from "./lock-rule-events.ts";

/** Makes everything due that waited for this connection to be active again. */
export async function resumeWaiting(tx: Transaction, connectionId: string): Promise<void> {
  const isWaiting = and(
    eq(ruleEvents.connectionId, connectionId),
    eq(ruleEvents.status, "retrying"),
    isNotNull(ruleEvents.dueAt),
    isNotNull(ruleEvents.waitingSince),
  );
  await lockRuleEvents(tx, isWaiting);
  await tx
    .update(ruleEvents)
    .set({ dueAt: sql`now()`, waitingSince: null })
    .where(isWaiting);
}
