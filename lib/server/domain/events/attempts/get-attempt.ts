import { and, eq } from "drizzle-orm";
import type { Attempt, ResponseDetails } from "#lib/contracts/attempts.ts";
import { attemptDetails, attempts } from "#lib/server/db/schema/attempts.ts";
import { requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { requireRuleEvent } from "../deliveries/find-rule-events.ts";
import { serializeAttempt, serializeResponseDetails } from "./serialize-attempt.ts";

export type AttemptPath = { eventId: string; ruleId: string; attemptId: string };

async function requireAttempt(ctx: EventsContext, path: AttemptPath) {
  const { ruleEvent } = await requireRuleEvent(ctx.db, ctx.scope, path.eventId, path.ruleId);
  const [row] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, requireId(path.attemptId)), eq(attempts.ruleEventId, ruleEvent.id)));
  if (row === undefined) throw notFound();
  return row;
}

export async function getAttempt(ctx: EventsContext, path: AttemptPath): Promise<Attempt> {
  return serializeAttempt(await requireAttempt(ctx, path));
}

/** Kept for attempts that were not delivered; 404 for the others. */
export async function getResponseDetails(ctx: EventsContext, path: AttemptPath): Promise<ResponseDetails> {
  const attempt = await requireAttempt(ctx, path);
  const [row] = await ctx.db.select().from(attemptDetails).where(eq(attemptDetails.attemptId, attempt.id));
  if (row === undefined) throw notFound();
  return serializeResponseDetails(row);
}
