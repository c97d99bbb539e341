import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { createdAt, id, time, updatedAt } from "./columns.ts";

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
