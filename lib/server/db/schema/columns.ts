import { timestamp, uuid } from "drizzle-orm/pg-core";

export const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const id = () => uuid("id").primaryKey();
export const createdAt = () => time("created_at").notNull().defaultNow();
export const updatedAt = () => time("updated_at").notNull().defaultNow();
