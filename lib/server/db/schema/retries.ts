import { boolean, integer, json, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { RetryFilter, RetryItem, RetrySkipReason, RetryStatus } from "#lib/contracts/retries.ts";
import { createdAt, id, time } from "./columns.ts";

/** A bulk retry. The pair is that of the resource session which made it; the position is how far its walk is. */
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
