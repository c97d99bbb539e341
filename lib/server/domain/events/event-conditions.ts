import { and, eq, gte, lt, sql, type Column, type SQL } from "drizzle-orm";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import type { EventFilter } from "#lib/contracts/event-filter.ts";
import { isNumber, isSameNumber, parsePayload } from "#lib/contracts/exact-json.ts";
import { readPath } from "#lib/contracts/render-text.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { events, ruleEvents } from "#lib/server/db/schema/events.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type Scope, inResourceScope, inScope } from "#lib/server/db/scope.ts";
import { idBefore, idFrom, isUuid } from "#lib/server/runtime/ids.ts";
import { isReachableProblem } from "./problem-filter.ts";

/**
 * Everything that a query on `events` needs to see only what the caller can reach and the filter names. `before`: ids
 * below this one, for the next page.
 */
export function eventConditions(db: Queryable, scope: Scope, filter: EventFilter, before?: string): SQL | undefined {
  return and(
    ownConditions(db, scope, filter),
    hasStatus(db, scope, filter, before),
    hasDelivery(db, scope, filter, before),
    before === undefined ? undefined : lt(events.id, before),
  );
}

/** What the row of the event itself decides. A bulk retry uses the same, and asks its deliveries for the rest. */
export function ownConditions(db: Queryable, scope: Scope, filter: EventFilter): SQL | undefined {
  return and(
    inScope(db, events.workspaceId, scope),
    inResourceScope(events.resource, events.resourceId, scope),
    filter.id === undefined ? undefined : idIs(events.id, filter.id),
    filter.event === undefined ? undefined : eq(events.event, filter.event),
    filter.resource === undefined ? undefined : eq(events.resource, filter.resource),
    filter.resource_id === undefined ? undefined : eq(events.resourceId, filter.resource_id),
    filter.status === undefined ? undefined : eq(events.status, filter.status),
    wasReceived(filter),
  );
}

const NOTHING = sql`false`;

/** An id that is none matches nothing, like an unknown one. */
export function idIs(column: Column | SQL, id: string): SQL {
  return isUuid(id) ? sql`${column} = ${id.toLowerCase()}` : NOTHING;
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
    ...(after === undefined ? [] : [gte(column, idFrom(Date.parse(after)))]),
    ...(before === undefined ? [] : [lt(column, idBefore(Date.parse(before)))]),
  ];
}

/**
 * Delivered events are most of the history, so a scan by id finds them at once. For every other status an event has a
 * rule event in it, and those are few and indexed.
 */
function hasStatus(db: Queryable, scope: Scope, filter: EventFilter, before: string | undefined): SQL | undefined {
  const { status } = filter;
  return status === undefined || status === "completed"
    ? undefined
    : isAmong([isInStatus(db, scope, status)], filter, before);
}

/** One delivery for which everything holds that the filter says of deliveries. */
function hasDelivery(db: Queryable, scope: Scope, filter: EventFilter, before: string | undefined): SQL | undefined {
  const { connection, rule, problem_id: problem, delivery_status: status } = filter;
  if (problem !== undefined) return isInProblem(db, scope, { ...filter, problem_id: problem }, before);
  if (connection === undefined && rule === undefined) return hasOneIn(db, scope, filter, before);
  if ([connection, rule].some((id) => id !== undefined && !isUuid(id))) return NOTHING;
  // A rule never changes its connection, so the rule alone says whose deliveries they are.
  const isTheirs = rule === undefined ? eq(ruleEvents.connectionId, connection ?? "") : eq(ruleEvents.ruleId, rule);
  // Each status is a condition of its own, because each is a stretch of an index in the order of events.
  const wanted = status === undefined ? DELIVERY_STATUSES : [status];
  const stretches = wanted.map((one) =>
    one === "completed" ? and(DELIVERED, isTheirs) : and(isInStatus(db, scope, one), isTheirs),
  );
  return and(isReachable(db, scope, filter), isAmong(stretches, filter, before));
}

/** What was delivered or canceled is in no problem. A problem knows its rule, and a rule its connection. */
function isInProblem(
  db: Queryable,
  scope: Scope,
  filter: EventFilter & { problem_id: string },
  before: string | undefined,
): SQL | undefined {
  const { connection, rule, problem_id: problem, delivery_status: status } = filter;
  const isTheirs = and(
    eq(ruleEvents.problemId, problem),
    connection === undefined ? undefined : idIs(ruleEvents.connectionId, connection),
    rule === undefined ? undefined : idIs(ruleEvents.ruleId, rule),
  );
  const isReachable = isReachableProblem(db, scope, problem);
  if (!isUuid(problem)) return isReachable;
  const wanted = STUCK.filter((one) => status === undefined || one === status);
  if (wanted.length === 0) return NOTHING;
  const stretches = wanted.map((one) => and(isInStatus(db, scope, one), isTheirs));
  return and(isReachable, isAmong(stretches, filter, before));
}

const STUCK = ["pending", "processing", "retrying", "failed"] as const satisfies readonly DeliveryStatus[];

/**
 * The id of the connection or rule stands in the conditions themselves, so that the planner knows how few its
 * deliveries are; whether the caller can reach it is asked once beside.
 */
function isReachable(db: Queryable, scope: Scope, { connection, rule }: EventFilter): SQL {
  if (rule === undefined) {
    return sql`exists (select from ${connections} where ${connections.id} = ${connection} and ${inScope(db, connections.workspaceId, scope)})`;
  }
  const isOfConnection = connection === undefined ? undefined : eq(rules.connectionId, connection);
  return sql`exists (select from ${rules} where ${and(eq(rules.id, rule), inScope(db, rules.workspaceId, scope), isOfConnection)})`;
}

const DELIVERED = sql`${ruleEvents.status} = 'completed'`;

function isInStatus(db: Queryable, scope: Scope, status: DeliveryStatus): SQL | undefined {
  return and(inScope(db, ruleEvents.workspaceId, scope), sql`${ruleEvents.status} = ${sql.raw(`'${status}'`)}`);
}

/** Most events have a delivery that succeeded, so a scan by id finds those at once too. */
function hasOneIn(db: Queryable, scope: Scope, filter: EventFilter, before: string | undefined): SQL | undefined {
  const { delivery_status: status } = filter;
  if (status === undefined) return undefined;
  if (status !== "completed") return isAmong([isInStatus(db, scope, status)], filter, before);
  return sql`exists (select from ${ruleEvents} where ${ruleEvents.eventId} = ${events.id} and ${DELIVERED})`;
}

/**
 * Merges stretches of the indexes of rule events, newest first. `distinct on` cannot be hashed, so the merge stays in
 * order and a full page ends it, however many there are.
 */
function isAmong(conditions: readonly (SQL | undefined)[], filter: EventFilter, before: string | undefined): SQL {
  const within = [
    ...idRange(ruleEvents.eventId, filter),
    ...(before === undefined ? [] : [lt(ruleEvents.eventId, before)]),
  ];
  const stretches = conditions.map(
    (condition) => sql`(select event_id from ${ruleEvents} where ${and(condition, ...within)} order by event_id desc)`,
  );
  return sql`${events.id} in (
    select distinct on (c.event_id) c.event_id from (${sql.join(stretches, sql` union all `)}) c order by c.event_id desc)`;
}

export type PayloadMatcher = {
  /** Whether the stored text can match at all: a cheap test in the database that never misses. */
  mayMatch: SQL<boolean>;
  /** `payload` is JSON text. */
  matches(payload: string): boolean;
};

const stored = sql`${events.payload}::text`;
const contains = (text: string) => sql`strpos(${stored}, ${text}) > 0`;

/** JSON can write any character as an escape. */
const ESCAPED = contains("\\");
/** JSON can write a number with an exponent, or with zeros at its end. */
const NUMBER_WRITTEN_OTHERWISE = sql`${stored} ~ '[0-9][eE]|[.][0-9]*0[^0-9]|-0'`;

/** From `path:value`. The path means what it means in a template. */
export function payloadMatcher(filter: string): PayloadMatcher {
  const colon = filter.indexOf(":");
  const path = filter.slice(0, colon);
  const value = filter.slice(colon + 1);
  const isNumeric = NUMBER.test(value);
  const tests = [contains(JSON.stringify(value).slice(1, -1)), ESCAPED];
  if (isNumeric) tests.push(contains(String(Number(value))), NUMBER_WRITTEN_OTHERWISE);
  if (isNumeric && WRITTEN_OTHERWISE.test(value)) tests.push(sql`true`);
  return {
    mayMatch: sql<boolean>`(${sql.join(tests, sql` or `)})`,
    matches: (payload) => {
      const found = readPath(parsePayload(payload), path);
      if (isNumber(found)) return isNumeric && isSameNumber(String(found), value);
      return typeof found === "boolean" ? String(found) === value : found === value;
    },
  };
}

/** A search that is itself written so may mean any other spelling. */
const WRITTEN_OTHERWISE = /[eE]|\.\d*0$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
