import { and, asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { EventRecord } from "#lib/contracts/events.ts";
import type { Database } from "#lib/server/db/database.ts";
import { events } from "#lib/server/db/schema/events.ts";
import { serializeEvent } from "#lib/server/domain/events/serialize-event.ts";
import type { Changes } from "./change-log.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** More at once is no news to read but a reason to read the list again. */
const EVENTS_MAX = 200;

/** What changed events are now, oldest first, by workspace; "too_many" where nobody would want them one by one. */
export async function readEvents(
  db: Database,
  rows: Changes["rows"],
): Promise<Map<string, EventRecord[] | "too_many">> {
  const found = new Map<string, EventRecord[] | "too_many">();
  for (const [workspaceId, changes] of Map.groupBy(rows, (row) => row.workspaceId)) {
    const ids = [...new Set(changes.flatMap(({ eventIds }) => eventIds))];
    found.set(workspaceId, ids.length > EVENTS_MAX ? "too_many" : await read(db, workspaceId, ids));
  }
  return found;
}

async function read(db: Database, workspaceId: string, ids: readonly string[]): Promise<EventRecord[]> {
  const rows = await db
    .select(columns)
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), inArray(events.id, [...ids])))
    .orderBy(asc(events.id));
  return rows.map(serializeEvent);
}
