import { and, eq, desc, lt } from "drizzle-orm";
import { type Attempt, type AttemptTimings, type ResponseDetails, WithheldPart } from "#lib/contracts/attempts.ts";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { attemptDetails, attempts } from "#lib/server/db/schema/events.ts";
import { requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { requireRuleEvent } from "../deliveries/read-deliveries.ts";

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

/** 404 for attempts that made no request, and for those from before details of delivered ones were kept. */
export async function getResponseDetails(ctx: EventsContext, path: AttemptPath): Promise<ResponseDetails> {
  const attempt = await requireAttempt(ctx, path);
  const [row] = await ctx.db.select().from(attemptDetails).where(eq(attemptDetails.attemptId, attempt.id));
  if (row === undefined) throw notFound();
  return serializeResponseDetails(row);
}

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

export function serializeAttempt(row: typeof attempts.$inferSelect): Attempt {
  return {
    id: row.id,
    event_id: row.eventId,
    rule: row.ruleId,
    rule_event: row.ruleEventId,
    connection: row.connectionId,
    attempt_number: row.attemptNumber,
    trigger: row.trigger,
    status: row.outcomeCode === "delivered" ? "completed" : "failed",
    outcome_code: row.outcomeCode,
    message: row.message,
    ...(row.statusCode === null ? {} : { status_code: row.statusCode }),
    ...(row.providerCode === null ? {} : { provider_code: row.providerCode }),
    ...(row.warnings === null ? {} : { warnings: row.warnings }),
    ...(row.progress === null ? {} : { progress: row.progress }),
    duration_ms: row.durationMs,
    ...serializeTimings(row),
    ...(row.retryAfterMs === null ? {} : { retry_after_ms: row.retryAfterMs }),
    started_at: row.startedAt.toISOString(),
    completed_at: row.completedAt.toISOString(),
  };
}

function serializeTimings(row: typeof attempts.$inferSelect): { timings?: AttemptTimings } {
  if (row.totalMs === null) return {};
  return {
    timings: {
      ...(row.dnsMs === null ? {} : { dns_ms: row.dnsMs }),
      ...(row.connectMs === null ? {} : { connect_ms: row.connectMs }),
      ...(row.tlsMs === null ? {} : { tls_ms: row.tlsMs }),
      ...(row.firstByteMs === null ? {} : { first_byte_ms: row.firstByteMs }),
      total_ms: row.totalMs,
    },
  };
}

export function serializeResponseDetails(row: typeof attemptDetails.$inferSelect): ResponseDetails {
  return {
    attempt_id: row.attemptId,
    request: row.request,
    ...(row.statusCode === null ? {} : { status_code: row.statusCode }),
    headers: row.headers,
    body: row.body,
    truncated: row.truncated,
  };
}

/** Headers that say how an answer is to be read and when to come again; every other one may repeat what was sent. */
const PLAIN_HEADERS = new Set(["content-type", "content-length", "date", "retry-after", "server"]);

/**
 * The details for somebody who may not read payloads. The body that was sent is the payload, answers often repeat it, and
 * both an address and a header can carry a part of it.
 */
export function withoutPayload(details: ResponseDetails): ResponseDetails {
  const { request, headers } = details;
  return {
    ...details,
    request: { ...request, url: originOf(request.url), body: "" },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => PLAIN_HEADERS.has(name.toLowerCase()))),
    body: "",
    body_withheld: true,
    withheld: [...WithheldPart.options],
  };
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? "";
}
