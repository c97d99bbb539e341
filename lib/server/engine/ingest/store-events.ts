import type pg from "pg";
import { WORK_CHANNEL } from "#lib/server/db/notifications.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";

/** A catalog key that this process has not seen in the workspace yet. */
export type NewCatalogKey = { id: string; workspaceId: string; key: string; createdBy: string };

/**
 * How many event types, and how many resources, a workspace remembers. Later ones are accepted all the same: a key
 * that is public in a browser must not be able to write names without end. Statements that run at the same moment may
 * each go over it by what they carry.
 */
export const CATALOG_KEYS_MAX = 1_000;

/** What of a catalog is new. */
export type NewCatalogKeys = { eventTypes: readonly NewCatalogKey[]; resources: readonly NewCatalogKey[] };

const PARAMETERS = [
  "ids",
  "workspace_ids",
  "events",
  "resources",
  "resource_ids",
  "payloads",
  "created_bys",
  "created_ats",
  "matches_max",
  "wakes_all",
  "work_channel",
] as const;
const KEY_PARAMETERS = [
  "new_type_ids",
  "new_type_workspace_ids",
  "new_type_keys",
  "new_type_created_bys",
  "new_resource_ids",
  "new_resource_workspace_ids",
  "new_resource_keys",
  "new_resource_created_bys",
] as const;

/** What every statement that stores events takes, without and with new catalog keys. */
export const STORE_PARAMETERS = { plain: PARAMETERS, withKeys: [...PARAMETERS, ...KEY_PARAMETERS] } as const;

export const STORE_EVENTS = loadStatement(import.meta.dirname, "store-events", STORE_PARAMETERS.plain);
export const STORE_EVENTS_WITH_KEYS = loadStatement(
  import.meta.dirname,
  "store-events-with-keys",
  STORE_PARAMETERS.withKeys,
);

export type Stored = {
  /** Those that have new deliveries. */
  connections: readonly string[];
  /** The events that have more matches than allowed. Nothing of them is stored. */
  wide: ReadonlySet<string>;
};

export type StoreOptions = {
  /** The most deliveries of what is stored, null for any number. */
  matchesMax: number | null;
  /** Whether the workers of all nodes are told that there is work. */
  wakesAll: boolean;
};

/** Stores the batch in one transaction, but for events that match more than `matchesMax` rules. */
export async function storeEvents(
  pool: pg.Pool,
  batch: readonly NewEvent[],
  catalog: NewCatalogKeys,
  { matchesMax, wakesAll }: StoreOptions,
): Promise<Stored> {
  const values = storeValues(batch, { matchesMax, wakesAll });
  const { rows } = await pool.query<{ connections: string[] | null; wide: string[] }>(
    hasKeys(catalog)
      ? STORE_EVENTS_WITH_KEYS.prepared({ ...values, ...keyValues(catalog) })
      : STORE_EVENTS.prepared(values),
  );
  return { connections: rows[0]?.connections ?? [], wide: new Set(rows[0]?.wide) };
}

export function storeValues(batch: readonly NewEvent[], { matchesMax, wakesAll }: StoreOptions) {
  return {
    ids: batch.map((row) => row.id),
    workspace_ids: batch.map((row) => row.workspaceId),
    events: batch.map((row) => row.event),
    resources: batch.map((row) => row.resource),
    resource_ids: batch.map((row) => row.resourceId),
    payloads: batch.map((row) => row.payload),
    created_bys: batch.map((row) => row.createdBy),
    created_ats: batch.map((row) => row.createdAt),
    matches_max: matchesMax,
    wakes_all: wakesAll,
    work_channel: WORK_CHANNEL,
  };
}

/** New keys are parameters only when there are some, which is seldom. */
export function hasKeys({ eventTypes, resources }: NewCatalogKeys): boolean {
  return eventTypes.length > 0 || resources.length > 0;
}

export function keyValues({ eventTypes, resources }: NewCatalogKeys) {
  return {
    new_type_ids: eventTypes.map((row) => row.id),
    new_type_workspace_ids: eventTypes.map((row) => row.workspaceId),
    new_type_keys: eventTypes.map((row) => row.key),
    new_type_created_bys: eventTypes.map((row) => row.createdBy),
    new_resource_ids: resources.map((row) => row.id),
    new_resource_workspace_ids: resources.map((row) => row.workspaceId),
    new_resource_keys: resources.map((row) => row.key),
    new_resource_created_bys: resources.map((row) => row.createdBy),
  };
}
