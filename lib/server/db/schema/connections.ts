import { boolean, integer, jsonb, pgTable, text, uuid, primaryKey } from "drizzle-orm/pg-core";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { ConnectionWarning, InactiveReason } from "#lib/contracts/connections.ts";
import type { FieldType, CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { MappingSchema } from "#lib/contracts/mappings.ts";
import type { OAuthAttemptStatus, OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
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

/** What rules could choose in the account, by data key. `readAt` is when reading began. */
export const actionData = pgTable(
  "action_data",
  {
    connectionId: uuid("connection_id").notNull(),
    key: text("key").notNull(),
    items: jsonb("items").$type<ActionDataItem[]>().notNull(),
    readAt: time("read_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.key] })],
);

/** One a connection. `updatedAt` is when the fields changed, `refreshedAt` when they were read. */
export const fieldCatalogs = pgTable("field_catalogs", {
  id: id(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  catalogVersion: text("catalog_version").notNull(),
  fields: jsonb("fields").$type<CatalogField[]>().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  refreshedAt: time("refreshed_at").notNull().defaultNow(),
});

/** The versions of a connection's default mapping. `createdAt` is the mapping's, `updatedAt` the version's. */
export const mappings = pgTable("mappings", {
  id: id(),
  mappingId: uuid("mapping_id").notNull(),
  version: integer("version").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  connectionId: uuid("connection_id").notNull(),
  name: text("name").notNull(),
  schema: jsonb("schema").$type<MappingSchema>().notNull(),
  catalogVersion: text("catalog_version"),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

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
