import { integer, json, pgTable, text, uuid, boolean, jsonb, timestamp } from "drizzle-orm/pg-core";
import type {
  AttemptProgress,
  AttemptTrigger,
  AttemptWarning,
  OutcomeCode,
  ResponseDetails,
} from "#lib/contracts/attempts.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { RetryFilter, RetryItem, RetrySkipReason, RetryStatus } from "#lib/contracts/retries.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { createdAt, id, time } from "./columns.ts";

export const events = pgTable("events", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  event: text("event").notNull(),
  resource: text("resource").notNull(),
  resourceId: text("resource_id"),
  status: text("status").$type<DeliveryStatus>().notNull(),
  totalRules: integer("total_rules").notNull(),
  completedCount: integer("completed_count").notNull().default(0),
  failedCount: integer("failed_count").notNull().default(0),
  payload: json("payload").$type<Record<string, unknown>>().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  startedAt: time("started_at"),
  completedAt: time("completed_at"),
});

/**
 * The delivery of one event by one rule, and the work queue. `dueAt` is when a worker must look at the row next:
 * its first or next attempt, the end of its lease while an attempt is running, or the end of its patience while its
 * connection is inactive. A finished row has none.
 */
export const ruleEvents = pgTable("rule_events", {
  id: id(),
  eventId: uuid("event_id").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  ruleId: uuid("rule_id").notNull(),
  integrationType: text("integration_type").$type<IntegrationType>().notNull(),
  status: text("status").$type<DeliveryStatus>().notNull(),
  attemptCount: integer("attempt_count").notNull().default(0),
  scheduleStep: integer("schedule_step").notNull().default(0),
  trigger: text("trigger").$type<AttemptTrigger>().notNull().default("scheduled"),
  dueAt: time("due_at"),
  /** In which index the row stands: due now, or later. The database sets it with `dueAt`, workers when the time comes. */
  ready: boolean("ready").notNull().default(true),
  leaseToken: uuid("lease_token"),
  /** How often in a row the lease of an attempt ran out. */
  lostLeases: integer("lost_leases").notNull().default(0),
  cancelRequested: boolean("cancel_requested").notNull().default(false),
  attemptStartedAt: time("attempt_started_at"),
  waitingSince: time("waiting_since"),
  startedAt: time("started_at"),
  completedAt: time("completed_at"),
  lastError: text("last_error"),
  /** The problem that it is in now; none when it was delivered or canceled. */
  problemId: uuid("problem_id"),
  createdAt: createdAt(),
});

export const attempts = pgTable("attempts", {
  id: id(),
  ruleEventId: uuid("rule_event_id").notNull(),
  eventId: uuid("event_id").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  ruleId: uuid("rule_id").notNull(),
  attemptNumber: integer("attempt_number").notNull(),
  trigger: text("trigger").$type<AttemptTrigger>().notNull(),
  outcomeCode: text("outcome_code").$type<OutcomeCode>().notNull(),
  message: text("message").notNull(),
  statusCode: integer("status_code"),
  providerCode: text("provider_code"),
  warnings: jsonb("warnings").$type<AttemptWarning[]>(),
  durationMs: integer("duration_ms").notNull(),
  progress: text("progress").$type<AttemptProgress>(),
  dnsMs: integer("dns_ms"),
  connectMs: integer("connect_ms"),
  tlsMs: integer("tls_ms"),
  firstByteMs: integer("first_byte_ms"),
  totalMs: integer("total_ms"),
  retryAfterMs: integer("retry_after_ms"),
  startedAt: time("started_at").notNull(),
  completedAt: time("completed_at").notNull(),
});

/** What was sent and answered, for the attempts that made a request. */
export const attemptDetails = pgTable("attempt_details", {
  attemptId: uuid("attempt_id").primaryKey(),
  workspaceId: uuid("workspace_id").notNull(),
  request: jsonb("request").$type<ResponseDetails["request"]>().notNull(),
  statusCode: integer("status_code"),
  headers: jsonb("headers").$type<Record<string, string>>().notNull(),
  body: text("body").notNull(),
  truncated: boolean("truncated").notNull(),
});

/** A bulk retry. The resource is that of the session which made it; the position is how far its walk is. */
export const retries = pgTable("retries", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  resource: text("resource"),
  resourceId: text("resource_id"),
  filter: json("filter").$type<RetryFilter>().notNull(),
  status: text("status").$type<RetryStatus>().notNull().default("running"),
  matching: integer("matching").notNull(),
  isExact: boolean("is_exact").notNull(),
  retried: integer("retried").notNull().default(0),
  skipped: jsonb("skipped").$type<Partial<Record<RetrySkipReason, number>>>().notNull().default({}),
  positionEventId: uuid("position_event_id").notNull().default("00000000-0000-0000-0000-000000000000"),
  positionId: uuid("position_id").notNull().default("00000000-0000-0000-0000-000000000000"),
  pacedUntil: timestamp("paced_until", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  completedAt: time("completed_at"),
});

export const retryItems = pgTable("retry_items", {
  id: uuid("id").notNull(),
  retryId: uuid("retry_id").notNull(),
  ruleEventId: uuid("rule_event_id").notNull(),
  eventId: uuid("event_id").notNull(),
  ruleId: uuid("rule_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  outcome: text("outcome").$type<RetryItem["outcome"]>().notNull(),
  reason: text("reason").$type<RetrySkipReason>(),
  createdAt: createdAt(),
});
