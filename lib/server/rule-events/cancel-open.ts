import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../db/database.ts";
import { ruleEvents } from "../db/schema/rule-events.ts";
import { lockRuleEvents } from "./lock-rule-events.ts";
import { rollUpEvents } from "./roll-up.ts";

export type OpenRuleEvents = { connectionId: string; ruleId?: string };

/** Cancels everything that has not ended. A request that is in flight finishes, but is not tried again. */
export async function cancelOpenRuleEvents(tx: Transaction, target: OpenRuleEvents): Promise<void> {
  const isTarget = and(
    eq(ruleEvents.connectionId, target.connectionId),
    sql`${ruleEvents.dueAt} is not null`,
    target.ruleId === undefined ? undefined : eq(ruleEvents.ruleId, target.ruleId),
  );
  await lockRuleEvents(tx, isTarget);
  await tx
    .update(ruleEvents)
    .set({ cancelRequested: true })
    .where(and(isTarget, eq(ruleEvents.status, "processing")));
  const canceled = await tx
    .update(ruleEvents)
    .set({ status: "canceled", dueAt: null, waitingSince: null, completedAt: sql`now()` })
    .where(and(isTarget, inArray(ruleEvents.status, ["pending", "retrying"])))
    .returning({ eventId: ruleEvents.eventId });
  await rollUpEvents(
    tx,
    canceled.map((row) => row.eventId),
  );
}
