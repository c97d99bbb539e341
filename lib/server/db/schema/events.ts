import { integer, json, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
