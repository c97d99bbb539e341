import type pg from "pg";
import { runBisected } from "#lib/server/db/run-bisected.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import type { Vitals } from "#lib/server/runtime/vitals.ts";
import type { KnownKeys } from "./known-keys.ts";
import type { LocalWorker } from "./local-worker.ts";
import { findFirstAnswers, nameOf, storeOnce, type FirstAnswer, type KeyedRequest } from "./store-once.ts";

/** The events whose payload is JSON that the database cannot hold, by id. Only for what has failed already. */
export async function findUnstorable(pool: pg.Pool, events: readonly NewEvent[]): Promise<ReadonlySet<string>> {
  const checked = await runBisected(
    events,
    async (part) => {
      await pool.query("select count(t.payload::json) from unnest($1::text[]) as t (payload)", [
        part.map(({ payload }) => payload),
      ]);
      return part.map(() => undefined);
    },
    ({ id }) => id,
  );
  return new Set(
    checked.flatMap((result) => {
      if (result.status === "rejected") throw result.reason;
      return result.value === undefined ? [] : [result.value];
    }),
  );
}

/**
 * `taken`: another request had the key before; without `first` it is being stored in this moment. `wide`: it makes more
 * deliveries than were allowed, and nothing of it is stored.
 */
export type KeyedOutcome =
  | { kind: "stored" }
  | { kind: "taken"; first: FirstAnswer | undefined }
  | { kind: "wide" }
  | { kind: "unstorable"; ids: ReadonlySet<string> };

export type KeyedStore = {
  pool: pg.Pool;
  known: KnownKeys;
  vitals: Vitals;
  localWorker: LocalWorker;
};

/**
 * Stores requests with different keys together; one that the database cannot hold does not keep the others.
 * `matchesMax`: the most deliveries that a request may make here, null for any number.
 */
export function runKeyedBatch(
  store: KeyedStore,
  batch: readonly KeyedRequest[],
  matchesMax: number | null,
): Promise<PromiseSettledResult<KeyedOutcome>[]> {
  return runBisected<KeyedRequest, KeyedOutcome>(
    batch,
    (part) => storeAll(store, part, matchesMax),
    async ({ events }, error) => {
      const ids = await findUnstorable(store.pool, events);
      if (ids.size === 0) throw error;
      return { kind: "unstorable", ids };
    },
  );
}

async function storeAll(
  { pool, known, vitals, localWorker }: KeyedStore,
  batch: readonly KeyedRequest[],
  matchesMax: number | null,
): Promise<KeyedOutcome[]> {
  const events = batch.flatMap((request) => request.events);
  const catalog = { eventTypes: known.eventTypes(events), resources: known.resources(events) };
  const { connections, stored, wide } = await vitals.watch("ingest", () =>
    storeOnce(pool, batch, catalog, { matchesMax, wakesAll: !localWorker.hasRoom() }),
  );
  // What was not stored did not write its catalog keys either.
  if (stored.length === batch.length) known.remember(catalog);
  if (connections.length > 0) localWorker.arrived(connections);
  const taken = batch.filter((request) => !stored.includes(request) && !wide.includes(request));
  const first = await findFirstAnswers(pool, taken);
  return batch.map((request) => {
    if (stored.includes(request)) return { kind: "stored" };
    return wide.includes(request) ? { kind: "wide" } : { kind: "taken", first: first.get(nameOf(request)) };
  });
}
