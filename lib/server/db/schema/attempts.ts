import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AttemptTrigger, AttemptWarning, OutcomeCode, ResponseDetails } from "#lib/contracts/attempts.ts";
import { id, time } from "./columns.ts";

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
  startedAt: time("started_at").notNull(),
  completedAt: time("completed_at").notNull(),
});

/** What was sent and answered, kept only for attempts that were not delivered. */
export const attemptDetails = pgTable("attempt_details", {
  attemptId: uuid("attempt_id").primaryKey(),
  workspaceId: uuid("workspace_id").notNull(),
  request: jsonb("request").$type<ResponseDetails["request"]>().notNull(),
  statusCode: integer("status_code"),
  headers: jsonb("headers").$type<Record<string, string>>().notNull(),
  body: text("body").notNull(),
  truncated: boolean("truncated").notNull(),
});
