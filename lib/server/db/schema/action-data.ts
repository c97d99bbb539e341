import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { time } from "./columns.ts";

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
