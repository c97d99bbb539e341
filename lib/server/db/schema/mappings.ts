import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { MappingSchema } from "#lib/contracts/mappings.ts";
import { createdAt, id, updatedAt } from "./columns.ts";

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
