import { EventCreated, type CreateEvent } from "#lib/contracts/events.ts";
import type { JsonMember } from "#lib/contracts/json-text.ts";
import type { EventsContext } from "./context.ts";
import type { Accepted, Intake } from "./intake.ts";
import { createFindWorkspace, prepareEvent } from "./prepare-event.ts";
import { serializeAcceptedEvent } from "./serialize-event.ts";
import { measure } from "./size-by-workspace.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

/** Accepts one event; `payload` is its payload as it was written. When this resolves, the event and its deliveries are committed. */
export async function createEvent(
  ctx: EventsContext,
  input: CreateEvent,
  payload: JsonMember | undefined,
  { idempotency, admit }: Intake,
): Promise<Accepted<EventCreated>> {
  const event = await prepareEvent(ctx, input, payload, createFindWorkspace(ctx));
  await admit?.(new Map([[event.workspaceId, measure([event])]]));
  const answer = { event: serializeAcceptedEvent(event) };
  if (idempotency === undefined) {
    await ctx.ingest.accept(event);
    return { answer, isReplayed: false };
  }
  const accepted = await ctx.ingest.acceptOnce({
    ...idempotency,
    workspaceId: event.workspaceId,
    events: [event],
    answer: (unstorable) => {
      if (unstorable.has(event.id)) throw unstorablePayload();
      return answer;
    },
  });
  return { answer: EventCreated.parse(accepted.answer), isReplayed: accepted.isReplayed };
}
