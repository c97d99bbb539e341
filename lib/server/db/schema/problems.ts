import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ProblemCode, ProblemState } from "#lib/contracts/problems.ts";
import { id, time } from "./columns.ts";

/** What has to be repaired: the connection, or the data (and what the rule does with it). */
export type ProblemCause = "connection" | "data";

/** Failed attempts of one rule by their cause. The resource is that of every delivery that was in it, if its rule has one. */
export const problems = pgTable("problems", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  ruleId: uuid("rule_id").notNull(),
  resource: text("resource"),
  resourceId: text("resource_id"),
  cause: text("cause").$type<ProblemCause>().notNull(),
  outcomeCode: text("outcome_code").$type<ProblemCode>().notNull(),
  statusCode: integer("status_code"),
  message: text("message").notNull(),
  fingerprint: text("fingerprint").notNull(),
  state: text("state").$type<ProblemState>().notNull().default("open"),
  firstSeenAt: time("first_seen_at").notNull().defaultNow(),
  lastSeenAt: time("last_seen_at").notNull().defaultNow(),
  attemptCount: integer("attempt_count").notNull().default(0),
  acknowledgedBy: text("acknowledged_by"),
  acknowledgedAt: time("acknowledged_at"),
  ignoredBy: text("ignored_by"),
  ignoredAt: time("ignored_at"),
  resolvedAt: time("resolved_at"),
});

export const problemHours = pgTable(
  "problem_hours",
  {
    problemId: uuid("problem_id").notNull(),
    hour: time("hour").notNull(),
    attempts: integer("attempts").notNull(),
  },
  (table) => [primaryKey({ columns: [table.problemId, table.hour] })],
);
