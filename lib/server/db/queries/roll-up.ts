import type { Transaction } from "../database.ts";
import { loadStatement } from "../statement.ts";

export const LOCK_EVENTS = loadStatement(import.meta.dirname, "lock-events", ["event_ids"]);
export const ROLL_UP_EVENTS = loadStatement(import.meta.dirname, "roll-up-events", ["event_ids"]);

/** Brings events up to date after their rule events changed in this transaction. */
export async function rollUpEvents(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const events = { event_ids: [...new Set(eventIds)] };
  await tx.execute(LOCK_EVENTS.sql(events));
  await tx.execute(ROLL_UP_EVENTS.sql(events));
}
