import { pgTable } from "drizzle-orm/pg-core";
import { id, time } from "./columns.ts";

export const workers = pgTable("workers", {
  id: id(),
  startedAt: time("started_at").notNull(),
  heartbeatAt: time("heartbeat_at").notNull(),
});
