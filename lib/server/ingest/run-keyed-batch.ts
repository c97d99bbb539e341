import type pg from "pg";
import { isDataError } from "../db/pg-error.ts";
import { findUnstorable } from "./find-unstorable.ts";
import type { KnownKeys } from "./known-keys.ts";
import { findFirstAnswers, nameOf, storeOnce, type FirstAnswer, type KeyedRequest } from "./store-once.ts";

/** `taken`: another request had the key before; without `first` it is being stored in this moment. */
export type KeyedOutcome =
  | { kind: "stored" }
  | { kind: "taken"; first: FirstAnswer | undefined }
  | { kind: "unstorable"; ids: ReadonlySet<string> };

export type KeyedStore = { pool: pg.Pool; known: KnownKeys; onStored: (deliveries: number) => void };

/** Stores requests with different keys together; one that the database cannot hold does not keep the others. */
export async function runKeyedBatch(
  store: KeyedStore,
  batch: readonly KeyedRequest[],
): Promise<PromiseSettledResult<KeyedOutcome>[]> {
  try {
    return (await storeAll(store, batch)).map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (batch.length > 1) return Promise.allSettled(batch.map((request) => runAlone(store, request)));
    const ids = await findUnstorable(store.pool, batch[0]?.events ?? []);
    if (ids.size === 0) throw error;
    return [{ status: "fulfilled", value: { kind: "unstorable", ids } }];
  }
}

async function runAlone(store: KeyedStore, request: KeyedRequest): Promise<KeyedOutcome> {
  const [result] = await runKeyedBatch(store, [request]);
  if (result?.status !== "fulfilled") throw result?.reason;
  return result.value;
}

async function storeAll(
  { pool, known, onStored }: KeyedStore,
  batch: readonly KeyedRequest[],
): Promise<KeyedOutcome[]> {
  const events = batch.flatMap((request) => request.events);
  const [eventTypes, resources] = [known.eventTypes(events), known.resources(events)];
  const { deliveries, stored } = await storeOnce(pool, batch, eventTypes, resources);
  // What was not stored did not write its catalog keys either.
  if (stored.length === batch.length) known.remember(eventTypes, resources);
  if (deliveries > 0) onStored(deliveries);
  const taken = batch.filter((request) => !stored.includes(request));
  const first = await findFirstAnswers(pool, taken);
  return batch.map((request) =>
    stored.includes(request) ? { kind: "stored" } : { kind: "taken", first: first.get(nameOf(request)) },
  );
}
