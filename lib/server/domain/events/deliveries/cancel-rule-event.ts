import { eq, sql } from "drizzle-orm";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { rollUpEvents } from "#lib/server/db/queries/roll-up.ts";
import { ruleEvents } from "#lib/server/db/schema/rule-events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { requireRuleEvent } from "./find-rule-events.ts";
import { serializeRuleEvent } from "./serialize-rule-event.ts";

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
        .set({ status: "canceled", dueAt: null, waitingSince: null, completedAt: sql`now()` })
        .where(eq(ruleEvents.id, row.id));
      await rollUpEvents(tx, [row.eventId]);
    }
    return requireRuleEvent(tx, ctx.scope, eventId, ruleId);
  });
  return serializeRuleEvent(result);
}
