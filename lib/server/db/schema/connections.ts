import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ConnectionWarning, InactiveReason } from "#lib/contracts/connections.ts";
import type { FieldType } from "#lib/contracts/field-catalogs.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { createdAt, id, time, updatedAt } from "./columns.ts";

/** `was`: of a field that drifted, the type that it had when the mapping was saved. In no answer. */
export type StoredWarning = ConnectionWarning & { was?: FieldType };

/** A deleted connection keeps its name for the history; its secrets are gone. */
export const connections = pgTable("connections", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  type: text("type").$type<IntegrationType>().notNull(),
  name: text("name").notNull(),
  metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull(),
  secretsSealed: text("secrets_sealed"),
  active: boolean("active").notNull().default(true),
  inactiveReason: text("inactive_reason").$type<InactiveReason>(),
  warnings: jsonb("warnings").$type<StoredWarning[]>().notNull().default([]),
  hidden: boolean("hidden").notNull().default(false),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: integer("version").notNull().default(1),
  deletedAt: time("deleted_at"),
});
