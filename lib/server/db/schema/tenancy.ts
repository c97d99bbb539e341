import { pgTable, text, uuid, boolean, integer, jsonb } from "drizzle-orm/pg-core";
import type { Appearance } from "#lib/contracts/appearance.ts";
import type { SessionRole, SessionScope, SessionType } from "#lib/contracts/sessions.ts";
import { createdAt, id, time, updatedAt } from "./columns.ts";

export const organizations = pgTable("organizations", {
  id: id(),
  name: text("name").notNull(),
  createdAt: createdAt(),
});

export const machineKeys = pgTable("machine_keys", {
  id: id(),
  organizationId: uuid("organization_id").notNull(),
  accessKey: text("access_key").notNull(),
  secretSealed: text("secret_sealed").notNull(),
  name: text("name").notNull(),
  createdAt: createdAt(),
  revokedAt: time("revoked_at"),
});

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

export const sessions = pgTable("sessions", {
  id: text("id").primaryKey(),
  organizationId: uuid("organization_id").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  role: text("role").$type<SessionRole>().notNull(),
  sessionType: text("session_type").$type<SessionType>().notNull(),
  externalUserId: text("external_user_id"),
  resource: text("resource"),
  resourceId: text("resource_id"),
  scopes: text("scopes").array().$type<SessionScope[]>().notNull(),
  allowedOrigins: text("allowed_origins").array().notNull(),
  appearance: jsonb("appearance").$type<Appearance>(),
  locale: text("locale"),
  timeZone: text("time_zone"),
  phrases: jsonb("phrases").$type<Record<string, string>>(),
  ttlSeconds: integer("ttl_seconds").notNull(),
  tokenVersion: integer("token_version").notNull().default(1),
  previousTokenUntil: time("previous_token_until"),
  accessExpiresAt: time("access_expires_at").notNull(),
  launchUsedAt: time("launch_used_at"),
  /** A hash of what is known of the browser that has used it. */
  launchUsedBy: text("launch_used_by"),
  createdAt: createdAt(),
  revokedAt: time("revoked_at"),
});
