import { LRUCache } from "lru-cache";
import type pg from "pg";
import { isDataError } from "../db/pg-error.ts";
import { AppError, badParam } from "../errors.ts";
import { uuidv7 } from "../ids.ts";
import { createBatcher, DrainingError, QueueFullError } from "./batcher.ts";
import { storeEvents, type NewCatalogKey, type NewEvent } from "./store-events.ts";

const BATCH_MAX = 250;
const FLUSHES_IN_FLIGHT = 2;
const KNOWN_KEYS_MAX = 100_000;

export type Ingest = {
  /** Resolves when the event and its deliveries are committed. */
  accept(event: NewEvent): Promise<void>;
  drain(): Promise<void>;
};

/** Durable acceptance by group commit. One bad event fails alone; a full queue answers 503 at once. */
export function createIngest(options: {
  pool: pg.Pool;
  queueMax: number;
  onStored: (deliveries: number) => void;
}): Ingest {
  const known = createKnownKeys();
  const batcher = createBatcher<NewEvent, void>({
    batchMax: BATCH_MAX,
    inFlightMax: FLUSHES_IN_FLIGHT,
    queueMax: options.queueMax,
    run: (batch) => storeBatch(batch),
  });

  async function store(batch: readonly NewEvent[]): Promise<void> {
    const eventTypes = known.missing("event_types", batch, (event) => event.event);
    const resources = known.missing("resources", batch, (event) => event.resource);
    const deliveries = await storeEvents(options.pool, batch, eventTypes, resources);
    known.remember("event_types", eventTypes);
    known.remember("resources", resources);
    if (deliveries > 0) options.onStored(deliveries);
  }

  async function storeBatch(batch: NewEvent[]): Promise<PromiseSettledResult<void>[]> {
    try {
      await store(batch);
      return batch.map(() => ({ status: "fulfilled", value: undefined }));
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (batch.length === 1)
        return [{ status: "rejected", reason: badParam("payload", "This payload cannot be stored") }];
      return Promise.allSettled(batch.map((event) => storeAlone(event)));
    }
  }

  async function storeAlone(event: NewEvent): Promise<void> {
    const [result] = await storeBatch([event]);
    if (result?.status === "rejected") throw result.reason;
  }

  return {
    accept: (event) => batcher.push(event).catch((error: unknown) => Promise.reject(toRefusal(error))),
    drain: () => batcher.drain(),
  };
}

function toRefusal(error: unknown): unknown {
  if (!(error instanceof QueueFullError || error instanceof DrainingError)) return error;
  return new AppError("unavailable", "The server cannot take more events right now", {
    headers: { "Retry-After": "1" },
  });
}

/** Remembers which catalog keys exist, so that only the first event of its kind writes to the catalog. */
function createKnownKeys() {
  const seen = new LRUCache<string, true>({ max: KNOWN_KEYS_MAX });
  const nameOf = (catalog: string, key: { workspaceId: string; key: string }) =>
    `${catalog} ${key.workspaceId} ${key.key}`;

  return {
    missing: (catalog: string, batch: readonly NewEvent[], keyOf: (event: NewEvent) => string): NewCatalogKey[] => {
      const found = new Map<string, NewCatalogKey>();
      for (const event of batch) {
        const key = { id: "", workspaceId: event.workspaceId, key: keyOf(event), createdBy: event.createdBy };
        const name = nameOf(catalog, key);
        if (!seen.has(name) && !found.has(name)) found.set(name, { ...key, id: uuidv7() });
      }
      // Everybody writes new keys in one order, so that two batches never wait for each other's.
      return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
    },
    remember: (catalog: string, keys: readonly NewCatalogKey[]): void => {
      for (const key of keys) seen.set(nameOf(catalog, key), true);
    },
  };
}
