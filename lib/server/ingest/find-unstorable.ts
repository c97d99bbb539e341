import type pg from "pg";
import { isDataError } from "../db/pg-error.ts";
import type { NewEvent } from "./store-events.ts";

/** The events whose payload is JSON that the database cannot hold, by id. Asks about each alone, so only for failures. */
export async function findUnstorable(pool: pg.Pool, events: readonly NewEvent[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { id, payload } of events) {
    if (!(await isStorable(pool, payload))) found.add(id);
  }
  return found;
}

async function isStorable(pool: pg.Pool, payload: string): Promise<boolean> {
  try {
    await pool.query("select $1::json", [payload]);
    return true;
  } catch (error) {
    if (isDataError(error)) return false;
    throw error;
  }
}
