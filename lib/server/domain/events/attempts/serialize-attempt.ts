import type { Attempt, ResponseDetails } from "#lib/contracts/attempts.ts";
import type { attemptDetails, attempts } from "#lib/server/db/schema/attempts.ts";

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
    duration_ms: row.durationMs,
    started_at: row.startedAt.toISOString(),
    completed_at: row.completedAt.toISOString(),
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
