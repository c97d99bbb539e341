import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, time, updatedAt } from "./columns.ts";

export const workspaces = pgTable("workspaces", {
  id: id(),
  organizationId: uuid("organization_id").notNull(),
  name: text("name").notNull(),
  description: text("description"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  version: integer("version").notNull().default(1),
});

/** `expiresAt` is set on a key that was rotated away and still works for its grace period. */
export const publishableKeys = pgTable("publishable_keys", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  lookup: text("lookup").notNull(),
  publicKey: text("public_key").notNull(),
  name: text("name").notNull(),
  createdAt: createdAt(),
  expiresAt: time("expires_at"),
});

const catalogColumns = () => ({
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  key: text("key").notNull(),
  label: text("label").notNull(),
  description: text("description"),
  active: boolean("active").notNull().default(true),
  createdBy: text("created_by"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const eventTypes = pgTable("event_types", catalogColumns());
export const resources = pgTable("resources", catalogColumns());
