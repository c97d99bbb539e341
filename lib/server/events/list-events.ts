import { desc, getTableColumns } from "drizzle-orm";
import type { EventFilter } from "../../contracts/event-filter.ts";
import type { EventRecord } from "../../contracts/events.ts";
import type { Page, PageQuery } from "../../contracts/primitives.ts";
import type { ServiceContext } from "../app-context.ts";
import { events } from "../db/schema/events.ts";
import { positionOf, toPage } from "../lists/page.ts";
import { narrowScope } from "../workspaces/get-workspace.ts";
import { eventConditions } from "./event-conditions.ts";
import { serializeEvent } from "./serialize-event.ts";

const { payload: _payload, ...columns } = getTableColumns(events);

/** Newest first. Ids are UUIDv7, so ordering by id is ordering by time and the last id is the cursor. */
export async function listEvents(
  ctx: ServiceContext,
  query: PageQuery & EventFilter,
  workspaceId?: string,
): Promise<Page<EventRecord>> {
  const { limit, before } = positionOf(query);
  const scope = await narrowScope(ctx, workspaceId);
  const rows = await ctx.db
    .select(columns)
    .from(events)
    .where(eventConditions(ctx.db, scope, query, before))
    .orderBy(desc(events.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeEvent, (row) => row.id);
}
