import { and, desc, eq, lt } from "drizzle-orm";
import type { Attempt } from "#lib/contracts/attempts.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { attempts } from "#lib/server/db/schema/attempts.ts";
import type { EventsContext } from "../context.ts";
import { requireRuleEvent } from "../deliveries/find-rule-events.ts";
import { serializeAttempt } from "./serialize-attempt.ts";

/** Newest first. */
export async function listAttempts(
  ctx: EventsContext,
  eventId: string,
  ruleId: string,
  query: PageQuery,
): Promise<Page<Attempt>> {
  const { ruleEvent } = await requireRuleEvent(ctx.db, ctx.scope, eventId, ruleId);
  const { limit, before } = readPosition(query);
  const rows = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.ruleEventId, ruleEvent.id), before === undefined ? undefined : lt(attempts.id, before)))
    .orderBy(desc(attempts.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeAttempt, (row) => row.id);
}
