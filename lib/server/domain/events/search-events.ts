import { desc, getTableColumns, inArray, sql } from "drizzle-orm";
import { parseSearch } from "#lib/contracts/event-search.ts";
import type { EventsSearchPage, ListEventsQuery } from "#lib/contracts/events.ts";
import type { PageQuery } from "#lib/contracts/primitives.ts";
import { encodeCursor, readPosition } from "#lib/server/db/page.ts";
import { events } from "#lib/server/db/schema/events.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/index.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "./context.ts";
import { eventConditions, type ListFilter } from "./event-conditions.ts";
import { allOf, emailMatcher, payloadMatcher, type PayloadMatcher } from "./payload-matchers.ts";
import { listEvents, serializeEvent, type EventRow } from "./read-events.ts";

/** The events of one workspace by any filter. Only who may read payloads may search in them. */
export async function searchEvents(
  ctx: EventsContext,
  { payload, search, ...query }: ListEventsQuery,
  call: { workspaceId: string; mayReadPayload: boolean },
): Promise<EventsSearchPage> {
  const { part, matchers } = readSearch(payload, search);
  const filter = { ...query, part };
  if (matchers.length === 0) return listEvents(ctx, filter, call.workspaceId);
  if (!call.mayReadPayload) throw new AppError("forbidden", "This session is not allowed to read payloads");
  return searchPayloads(ctx, filter, { workspaceId: call.workspaceId, matcher: allOf(matchers) });
}

/** Ids have indexes; everything else is looked for in payloads. Both parameters must hold. */
function readSearch(payload: string | undefined, text: string | undefined) {
  const matchers = payload === undefined ? [] : [payloadMatcher(payload)];
  const search = text === undefined ? undefined : parseSearch(text);
  if (search?.kind === "payload") matchers.push(payloadMatcher(search.payload));
  if (search?.kind === "email") matchers.push(emailMatcher(search.address));
  return { part: search?.kind === "id" ? search.id : undefined, matchers };
}

/** How many events one answer looks through, the newest first, and how long it starts to look at more. */
export const SEARCHED_EVENTS_MAX = 10_000;
const SEARCH_MS_MAX = 1_000;
const CHUNK = 1_000;
/** Payloads are read a few at a time: each can have 256 KiB. */
const PAYLOADS_AT_ONCE = 20;

type Search = { scope: Scope; filter: ListFilter; matcher: PayloadMatcher };
type Looked = { id: string; createdAt: Date; mayMatch: boolean };

/**
 * A search in payloads has no index, so one answer looks through a bounded part of the history. It says how far it has
 * come, and its cursor goes on from there.
 */
export async function searchPayloads(
  ctx: EventsContext,
  query: PageQuery & ListFilter,
  call: { workspaceId: string; matcher: PayloadMatcher },
): Promise<EventsSearchPage> {
  const { limit, before } = readPosition(query);
  const scope = await narrowScope(ctx, call.workspaceId);
  const search = { scope, filter: query, matcher: call.matcher };
  const { found, last, isOver } = await lookBack(ctx, search, limit, before);
  const isFull = found.length === limit;
  // A full page ends at its last record; what was looked at beyond it is looked at again.
  const end = isFull ? found.at(-1) : last;
  const hasMore = end !== undefined && (!isOver || end.id !== last?.id);
  return {
    count: found.length,
    limit,
    next_cursor: hasMore ? encodeCursor(end.id) : null,
    records: found.map(serializeEvent),
    ...(end === undefined ? {} : { searched_until: end.createdAt.toISOString() }),
  };
}

type Result = { found: EventRow[]; last: Looked | undefined; isOver: boolean };

/** `last` is the oldest event that was looked at; `isOver` when there is none beyond it. */
async function lookBack(ctx: EventsContext, search: Search, limit: number, before?: string): Promise<Result> {
  const deadline = performance.now() + SEARCH_MS_MAX;
  const found: EventRow[] = [];
  let last: Looked | undefined;
  for (let looked = 0; looked < SEARCHED_EVENTS_MAX && performance.now() < deadline; looked += CHUNK) {
    const chunk = await look(ctx, search, last?.id ?? before);
    found.push(...(await pick(ctx, search, chunk, limit - found.length)));
    last = chunk.at(-1) ?? last;
    const isOver = chunk.length < CHUNK;
    if (isOver || found.length === limit) return { found, last, isOver };
  }
  return { found, last, isOver: false };
}

function look(ctx: EventsContext, { scope, filter, matcher }: Search, before: string | undefined): Promise<Looked[]> {
  return ctx.db
    .select({ id: events.id, createdAt: events.createdAt, mayMatch: matcher.mayMatch })
    .from(events)
    .where(eventConditions(ctx.db, scope, filter, before))
    .orderBy(desc(events.id))
    .limit(CHUNK);
}

/** The first `wanted` events of the chunk that really match, in its order. */
async function pick(
  ctx: EventsContext,
  { matcher }: Search,
  chunk: readonly Looked[],
  wanted: number,
): Promise<EventRow[]> {
  const ids = chunk.filter(({ mayMatch }) => mayMatch).map(({ id }) => id);
  const found: EventRow[] = [];
  for (let start = 0; start < ids.length && found.length < wanted; start += PAYLOADS_AT_ONCE) {
    const rows = await ctx.db
      .select({ ...getTableColumns(events), payload: sql<string>`${events.payload}::text` })
      .from(events)
      .where(inArray(events.id, ids.slice(start, start + PAYLOADS_AT_ONCE)))
      .orderBy(desc(events.id));
    found.push(...rows.filter(({ payload }) => matcher.matches(payload)));
  }
  return found.slice(0, wanted);
}
