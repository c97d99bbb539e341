import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, time } from "./columns.ts";

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
