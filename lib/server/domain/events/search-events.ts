import type { EventsSearchPage, ListEventsQuery } from "#lib/contracts/events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "./context.ts";
import { listEvents } from "./list-events.ts";
import { searchPayloads } from "./search-payloads.ts";

/** The events of one workspace by any filter. Only who may read payloads may search in them. */
export async function searchEvents(
  ctx: EventsContext,
  { payload, ...query }: ListEventsQuery,
  call: { workspaceId: string; mayReadPayload: boolean },
): Promise<EventsSearchPage> {
  if (payload === undefined) return listEvents(ctx, query, call.workspaceId);
  if (!call.mayReadPayload) throw new AppError("forbidden", "This session is not allowed to read payloads");
  return searchPayloads(ctx, query, { workspaceId: call.workspaceId, payload });
}
