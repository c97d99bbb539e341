import { eq, sql } from "drizzle-orm";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { leaveProblems } from "#lib/server/db/queries/problems.ts";
import { rollUpEvents } from "#lib/server/db/queries/rule-events.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { ruleEvents } from "#lib/server/db/schema/events.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { requireRuleEvent, serializeRuleEvent } from "./read-deliveries.ts";

/** A retry that is due this soon is not worth forcing. */
const IMMINENT_MS = 5_000;

/**
 * Forces the next attempt of a delivery that is retrying, or starts one again that failed or was canceled. 409 when
 * delivered, 425 when in flight or due at once, 422 when its rule or connection is gone or inactive.
 */
export async function retryRuleEvent(ctx: EventsContext, eventId: string, ruleId: string): Promise<RuleEvent> {
  const result = await ctx.db.transaction(async (tx) => {
    const found = await requireRuleEvent(tx, ctx.scope, eventId, ruleId);
    const [row] = await tx.select().from(ruleEvents).where(eq(ruleEvents.id, found.ruleEvent.id)).for("update");
    if (row === undefined) throw new Error("The rule event vanished while it was read");
    requireRetryable(row, clock.now());
    await requireTarget(tx, row);
    await restart(tx, row);
    await rollUpEvents(tx, [row.eventId]);
    return requireRuleEvent(tx, ctx.scope, eventId, ruleId);
  });
  await ctx.wakeWorkers();
  return serializeRuleEvent(result);
}

function requireRetryable(row: typeof ruleEvents.$inferSelect, now: Date): void {
  if (row.status === "completed") throw new AppError("conflict", "This delivery is completed");
  const isWaiting = row.waitingSince !== null;
  const isImminent = row.dueAt !== null && row.dueAt.getTime() - now.getTime() <= IMMINENT_MS;
  if (
    row.status === "processing" ||
    row.status === "pending" ||
    (row.status === "retrying" && !isWaiting && isImminent)
  ) {
    const seconds = Math.max(1, Math.ceil(((row.dueAt?.getTime() ?? 0) - now.getTime()) / 1000));
    const headers = { "Retry-After": String(seconds) };
    throw new AppError("too_early", "An attempt is in progress or about to start", { headers });
  }
}

async function requireTarget(tx: Transaction, row: typeof ruleEvents.$inferSelect): Promise<void> {
  const [target] = await tx
    .select({
      ruleDeletedAt: rules.deletedAt,
      isRuleActive: rules.active,
      deletedAt: connections.deletedAt,
      active: connections.active,
    })
    .from(rules)
    .innerJoin(connections, eq(connections.id, rules.connectionId))
    .where(eq(rules.id, row.ruleId));
  if (target === undefined || target.ruleDeletedAt !== null)
    throw new AppError("unprocessable", "The rule of this delivery was deleted");
  if (target.deletedAt !== null) throw new AppError("unprocessable", "The connection of this delivery was deleted");
  if (!target.isRuleActive)
    throw new AppError("unprocessable", "The rule of this delivery is inactive: activate it first");
  if (!target.active)
    throw new AppError("unprocessable", "The connection is inactive: fix it first, then its deliveries are sent");
}

/** A delivery that had ended gets the whole schedule again; one that is retrying keeps its place in it. */
async function restart(tx: Transaction, row: typeof ruleEvents.$inferSelect): Promise<void> {
  const isOver = row.status === "failed" || row.status === "canceled";
  await tx
    .update(ruleEvents)
    .set({
      status: isOver ? "pending" : "retrying",
      dueAt: sql`now()`,
      trigger: "manual",
      waitingSince: null,
      cancelRequested: false,
      completedAt: null,
      lostLeases: 0,
      ...(isOver ? { scheduleStep: 0 } : {}),
    })
    .where(eq(ruleEvents.id, row.id));
}

/** No new attempts; one that is in flight finishes. Repeating it changes nothing; 409 when completed or failed. */
export async function cancelRuleEvent(ctx: EventsContext, eventId: string, ruleId: string): Promise<RuleEvent> {
  const result = await ctx.db.transaction(async (tx) => {
    const found = await requireRuleEvent(tx, ctx.scope, eventId, ruleId);
    const [row] = await tx.select().from(ruleEvents).where(eq(ruleEvents.id, found.ruleEvent.id)).for("update");
    if (row?.status === "completed" || row?.status === "failed") {
      throw new AppError("conflict", `This delivery is ${row.status}`);
    }
    if (row?.status === "processing") {
      await tx.update(ruleEvents).set({ cancelRequested: true }).where(eq(ruleEvents.id, row.id));
    } else if (row !== undefined && row.status !== "canceled") {
      await tx
        .update(ruleEvents)
        .set({ status: "canceled", dueAt: null, waitingSince: null, completedAt: sql`now()`, problemId: null })
        .where(eq(ruleEvents.id, row.id));
      await rollUpEvents(tx, [row.eventId]);
      await leaveProblems(tx, [row.problemId]);
    }
    return requireRuleEvent(tx, ctx.scope, eventId, ruleId);
  });
  return serializeRuleEvent(result);
}
