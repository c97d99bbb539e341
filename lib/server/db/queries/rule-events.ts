import { asc, type SQL, and, eq, isNotNull, sql, inArray } from "drizzle-orm";
import type { Transaction } from "../database.ts";
import { ruleEvents } from "../schema/events.ts";
import { loadStatement } from "../statement.ts";
import { deleteProblems, leaveProblems } from "./problems.ts";

/**
 * Locks many rule events in order of id, as everybody does who changes more than one. The change must be a statement
 * of its own: it then sees what others committed while this one waited.
 */
export async function lockRuleEvents(tx: Transaction, target: SQL | undefined) {
  const columns = { status: ruleEvents.status, problemId: ruleEvents.problemId };
  return tx.select(columns).from(ruleEvents).where(target).orderBy(asc(ruleEvents.id)).for("update");
}

export const LOCK_EVENTS = loadStatement(import.meta.dirname, "lock-events", ["event_ids"]);
export const ROLL_UP_EVENTS = loadStatement(import.meta.dirname, "roll-up-events", ["event_ids"]);

/** Brings events up to date after their rule events changed in this transaction. */
export async function rollUpEvents(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const events = { event_ids: [...new Set(eventIds)] };
  await tx.execute(LOCK_EVENTS.sql(events));
  await tx.execute(ROLL_UP_EVENTS.sql(events));
}

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

/** Of a connection, of one rule of a connection, or of an event. */
export type OpenRuleEvents = { connectionId: string; ruleId?: string } | { eventId: string };

/**
 * Cancels everything that has not ended, and says how many that were. A request that is in flight finishes, but is not
 * tried again. A connection or a rule is being deleted, and its problems with it.
 */
export async function cancelOpenRuleEvents(tx: Transaction, target: OpenRuleEvents): Promise<number> {
  const isTarget = and(targetIs(target), sql`${ruleEvents.dueAt} is not null`);
  const locked = await lockRuleEvents(tx, isTarget);
  const running = await tx
    .update(ruleEvents)
    .set({ cancelRequested: true })
    .where(and(isTarget, eq(ruleEvents.status, "processing")));
  const canceled = await tx
    .update(ruleEvents)
    .set({ status: "canceled", dueAt: null, waitingSince: null, completedAt: sql`now()`, problemId: null })
    .where(and(isTarget, inArray(ruleEvents.status, ["pending", "retrying"])))
    .returning({ eventId: ruleEvents.eventId });
  await rollUpEvents(
    tx,
    canceled.map((row) => row.eventId),
  );
  // One or the other: each takes all locks on problems that this transaction takes.
  if ("connectionId" in target) await deleteProblems(tx, target);
  else await leaveProblems(tx, problemsOf(locked));
  return (running.rowCount ?? 0) + canceled.length;
}

/** A delivery that is running stays in its problem until its attempt ends. */
function problemsOf(locked: Awaited<ReturnType<typeof lockRuleEvents>>): (string | null)[] {
  return locked.filter(({ status }) => status !== "processing").map(({ problemId }) => problemId);
}

function targetIs(target: OpenRuleEvents) {
  if ("eventId" in target) return eq(ruleEvents.eventId, target.eventId);
  const ofConnection = eq(ruleEvents.connectionId, target.connectionId);
  return target.ruleId === undefined ? ofConnection : and(ofConnection, eq(ruleEvents.ruleId, target.ruleId));
}
