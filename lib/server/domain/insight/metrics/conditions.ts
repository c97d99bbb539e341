import { sql, type SQL } from "drizzle-orm";
import { idBefore, idFrom } from "#lib/server/runtime/ids.ts";
import type { InsightContext } from "../context.ts";
import type { TimeWindow } from "./windows.ts";

// What the statements of the metrics have in common. `e` is the row of events, `re` that of rule events.

export function isWithin(column: SQL, { from, to }: TimeWindow): SQL {
  return sql`${column} >= ${iso(from)}::timestamptz and ${column} < ${iso(to)}::timestamptz`;
}

/** Ids are UUIDv7, so a range of time is a range of the index; the time itself decides at its ends. */
export function isIdWithin(id: SQL, { from, to }: TimeWindow): SQL {
  return sql`${id} >= ${idFrom(from)} and ${id} < ${idBefore(to)}`;
}

/** The event is of the resource that a resource session is bound to; everything for whoever is bound to none. */
export function isOfPair({ scope: { resourceScope } }: InsightContext): SQL {
  if (resourceScope === undefined) return sql`true`;
  return sql`e.resource = ${resourceScope.resource} and e.resource_id = ${resourceScope.resourceId}`;
}

/** Joins a delivery's event, where only those of a resource are meant. */
export function pairJoin(ctx: InsightContext): SQL {
  return ctx.scope.resourceScope === undefined ? sql`` : sql`join events e on e.id = re.event_id and ${isOfPair(ctx)}`;
}

/** As PostgreSQL reads an array of values without commas, quotes and braces. */
export function toArray(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
