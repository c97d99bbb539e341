import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../database.ts";
import { ruleEvents } from "../schema/rule-events.ts";
import { lockRuleEvents } from "./lock-rule-events.ts";
import { rollUpEvents } from "./roll-up.ts";

/** Of a connection, of one rule of a connection, or of an event. */
export type OpenRuleEvents = { connectionId: string; ruleId?: string } | { eventId: string };

/**
 * Cancels everything that has not ended, and says how many that were. A request that is in flight finishes, but is not
 * tried again.
 */
export async function cancelOpenRuleEvents(tx: Transaction, target: OpenRuleEvents): Promise<number> {
  const isTarget = and(targetIs(target), sql`${ruleEvents.dueAt} is not null`);
  await lockRuleEvents(tx, isTarget);
  const running = await tx
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
  return (running.rowCount ?? 0) + canceled.length;
}

function targetIs(target: OpenRuleEvents) {
  if ("eventId" in target) return eq(ruleEvents.eventId, target.eventId);
  const ofConnection = eq(ruleEvents.connectionId, target.connectionId);
  return target.ruleId === undefined ? ofConnection : and(ofConnection, eq(ruleEvents.ruleId, target.ruleId));
}
