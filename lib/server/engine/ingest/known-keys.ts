import { LRUCache } from "lru-cache";
import type { Queryable } from "#lib/server/db/database.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { NewCatalogKey, NewCatalogKeys } from "./store-events.ts";

const KNOWN_KEYS_MAX = 100_000;

export type KnownKeys = ReturnType<typeof createKnownKeys>;

/** Remembers which catalog keys exist, so that only the first event of its kind writes to the catalog. */
export function createKnownKeys() {
  const seen = new LRUCache<string, true>({ max: KNOWN_KEYS_MAX });
  const nameOf = (catalog: string, key: { workspaceId: string; key: string }) =>
    `${catalog} ${key.workspaceId} ${key.key}`;

  function missing(catalog: string, batch: readonly NewEvent[], keyOf: (event: NewEvent) => string): NewCatalogKey[] {
    const found = new Map<string, NewCatalogKey>();
    for (const event of batch) {
      const key = { id: "", workspaceId: event.workspaceId, key: keyOf(event), createdBy: event.createdBy };
      const name = nameOf(catalog, key);
      if (!seen.has(name) && !found.has(name)) found.set(name, { ...key, id: uuidv7() });
    }
    // Everybody writes new keys in one order, so that two batches never wait for each other's.
    return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
  }

  return {
    eventTypes: (batch: readonly NewEvent[]) => missing("event_types", batch, (event) => event.event),
    resources: (batch: readonly NewEvent[]) => missing("resources", batch, (event) => event.resource),
    /** To be called when the events are stored, and their keys with them. */
    remember: (catalog: NewCatalogKeys): void => {
      for (const key of catalog.eventTypes) seen.set(nameOf("event_types", key), true);
      for (const key of catalog.resources) seen.set(nameOf("resources", key), true);
    },
  };
}

export const DELETE_EXPIRED_KEYS = loadStatement(import.meta.dirname, "delete-expired-keys", ["batch"]);

/** Deletes at most `max` keys whose time is over, oldest first, and says how many. */
export async function deleteExpiredKeys(db: Queryable, max: number): Promise<number> {
  const { rowCount } = await db.execute(DELETE_EXPIRED_KEYS.sql({ batch: max }));
  return rowCount ?? 0;
}
