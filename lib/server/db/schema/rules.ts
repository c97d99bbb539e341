import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { createdAt, id, time, updatedAt } from "./columns.ts";

export const rules = pgTable("rules", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  type: text("type").$type<IntegrationType>().notNull(),
  event: text("event").notNull(),
  resource: text("resource"),
  resourceId: text("resource_id"),
  metadata: jsonb("metadata").$type<RuleMetadata>().notNull(),
  active: boolean("active").notNull().default(true),
  problem: text("problem"),
  hidden: boolean("hidden").notNull().default(false),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: integer("version").notNull().default(1),
  deletedAt: time("deleted_at"),
});
