import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AttemptTrigger } from "#lib/contracts/attempts.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { createdAt, id, time } from "./columns.ts";

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
  createdAt: createdAt(),
});
