import type { EventDetail } from "#lib/contracts/events.ts";
import { cancelOpenRuleEvents } from "#lib/server/db/queries/rule-events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "./context.ts";
import { getEvent } from "./read-events.ts";

/**
 * Cancels every delivery of the event that has not ended; a request in flight finishes. Repeating it changes nothing;
 * 409 when everything has ended and nothing of it was canceled.
 */
export async function cancelEvent(ctx: EventsContext, eventId: string): Promise<EventDetail> {
  const { id } = await getEvent(ctx, eventId);
  const canceled = await ctx.db.transaction((tx) => cancelOpenRuleEvents(tx, { eventId: id }));
  const event = await getEvent(ctx, id);
  const isCanceled = canceled > 0 || event.rule_events.some(({ status }) => status === "canceled");
  if (!isCanceled) throw new AppError("conflict", `This event is ${event.status}`);
  return event;
}
