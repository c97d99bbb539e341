import { and, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { EventFilter } from "../../contracts/event-filter.ts";
import type { Scope } from "../app-context.ts";
import type { Queryable } from "../db/database.ts";
import { events } from "../db/schema/events.ts";
import { ruleEvents } from "../db/schema/rule-events.ts";
import { inPair, inScope } from "../db/scope.ts";
import { isUuid, uuidv7At } from "../ids.ts";

/** An id is made a moment before its event is stored, so a range of ids reaches a little further than one of time. */
const ID_SLACK_MS = 60_000;

/**
 * Everything that a query on `events` needs to see only what the caller can reach and the filter names. `before`: ids
 * below this one, for the next page. Bulk operations use the same conditions, so that they mean what the list shows.
 */
export function eventConditions(db: Queryable, scope: Scope, filter: EventFilter, before?: string): SQL | undefined {
  return and(
    inScope(db, events.workspaceId, scope),
    inPair(events.resource, events.resourceId, scope),
    filter.id === undefined ? undefined : idIs(filter.id),
    filter.event === undefined ? undefined : eq(events.event, filter.event),
    filter.resource === undefined ? undefined : eq(events.resource, filter.resource),
    filter.resource_id === undefined ? undefined : eq(events.resourceId, filter.resource_id),
    wasReceived(filter),
    statusIs(db, scope, filter, before),
    isDeliveredBy(db, scope, filter, before),
    before === undefined ? undefined : lt(events.id, before),
  );
}

const NOTHING = sql`false`;

function idIs(id: string): SQL {
  return isUuid(id) ? eq(events.id, id.toLowerCase()) : NOTHING;
}

function wasReceived({ created_after: after, created_before: before }: EventFilter): SQL | undefined {
  return and(
    after === undefined ? undefined : gte(events.createdAt, new Date(after)),
    before === undefined ? undefined : lt(events.createdAt, new Date(before)),
    ...idRange(events.id, { created_after: after, created_before: before }),
  );
}

/** Ids are UUIDv7, so a range of time is a range of the index. */
function idRange(column: typeof events.id | typeof ruleEvents.eventId, filter: EventFilter): SQL[] {
  const { created_after: after, created_before: before } = filter;
  return [
    ...(after === undefined ? [] : [gte(column, uuidv7At(Date.parse(after) - ID_SLACK_MS))]),
    ...(before === undefined ? [] : [lt(column, uuidv7At(Date.parse(before) + ID_SLACK_MS))]),
  ];
}

/**
 * Delivered events are most of the history, so a scan by id finds them at once. For every other status an event has a
 * rule event in it, and those are few and indexed.
 */
function statusIs(db: Queryable, scope: Scope, filter: EventFilter, before: string | undefined): SQL | undefined {
  const { status } = filter;
  if (status === undefined) return undefined;
  if (status === "completed") return eq(events.status, status);
  return and(eq(events.status, status), isAmong(db, scope, filter, before, eq(ruleEvents.status, status)));
}

function isDeliveredBy(db: Queryable, scope: Scope, filter: EventFilter, before: string | undefined): SQL | undefined {
  const { connection, rule } = filter;
  if (connection === undefined && rule === undefined) return undefined;
  if ([connection, rule].some((id) => id !== undefined && !isUuid(id))) return NOTHING;
  const isTheirs = and(
    connection === undefined ? undefined : eq(ruleEvents.connectionId, connection.toLowerCase()),
    rule === undefined ? undefined : eq(ruleEvents.ruleId, rule.toLowerCase()),
  );
  return isAmong(db, scope, filter, before, isTheirs);
}

function isAmong(
  db: Queryable,
  scope: Scope,
  filter: EventFilter,
  before: string | undefined,
  condition: SQL | undefined,
): SQL {
  const candidates = db
    .select({ id: ruleEvents.eventId })
    .from(ruleEvents)
    .where(
      and(
        inScope(db, ruleEvents.workspaceId, scope),
        condition,
        ...idRange(ruleEvents.eventId, filter),
        before === undefined ? undefined : lt(ruleEvents.eventId, before),
      ),
    );
  return inArray(events.id, candidates);
}
