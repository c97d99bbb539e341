import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { SessionRole, SessionScope, SessionType } from "#lib/contracts/sessions.ts";
import { createdAt, time } from "./columns.ts";

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
