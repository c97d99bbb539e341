import { desc, getTableColumns } from "drizzle-orm";
import type { EventFilter } from "#lib/contracts/event-filter.ts";
import type { EventRecord } from "#lib/contracts/events.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { Database } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { events } from "#lib/server/db/schema/events.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { narrowScope } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import type { EventsContext } from "./context.ts";
import { eventConditions } from "./event-conditions.ts";
import { serializeEvent } from "./serialize-event.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** Newest first. Ids are UUIDv7, so ordering by id is ordering by time and the last id is the cursor. */
export async function listEvents(
  ctx: EventsContext,
  query: PageQuery & EventFilter,
  workspaceId?: string,
): Promise<Page<EventRecord>> {
  const { limit, before } = readPosition(query);
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await eventsQuery(ctx.db, scope, query, { limit: limit + 1, before });
  return toPage(rows, limit, serializeEvent, (row) => row.id);
}

export function eventsQuery(
  db: Database,
  scope: Scope,
  filter: EventFilter,
  page: { limit: number; before?: string | undefined },
) {
  return db
    .select(columns)
    .from(events)
    .where(eventConditions(db, scope, filter, page.before))
    .orderBy(desc(events.id))
    .limit(page.limit);
}
