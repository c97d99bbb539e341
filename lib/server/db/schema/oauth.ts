import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { OAuthAttemptStatus, OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import { createdAt, id, time, updatedAt } from "./columns.ts";

export const oauthTokens = pgTable("oauth_tokens", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  version: integer("version").notNull().default(1),
  tokensSealed: text("tokens_sealed").notNull(),
  expiresAt: time("expires_at"),
  idleRefreshAt: time("idle_refresh_at"),
  refreshedAt: time("refreshed_at").notNull().defaultNow(),
});

export const oauthAttempts = pgTable("oauth_attempts", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  sessionId: text("session_id"),
  connectionId: uuid("connection_id"),
  isReconnect: boolean("is_reconnect").notNull(),
  type: text("type").$type<IntegrationType>().notNull(),
  name: text("name"),
  options: jsonb("options").$type<Record<string, string>>().notNull(),
  status: text("status").$type<OAuthAttemptStatus>().notNull(),
  ticketHash: text("ticket_hash").notNull(),
  grantSealed: text("grant_sealed"),
  account: jsonb("account").$type<{ id: string; label: string }>(),
  problem: jsonb("problem").$type<OAuthProblem>(),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  expiresAt: time("expires_at").notNull(),
});

export const oauthOpenings = pgTable("oauth_openings", {
  id: id(),
  attemptId: uuid("attempt_id").notNull(),
  stateHash: text("state_hash"),
  browserHash: text("browser_hash").notNull(),
  verifierSealed: text("verifier_sealed"),
  createdAt: createdAt(),
});
