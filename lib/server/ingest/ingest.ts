import type pg from "pg";
import { isDataError } from "../db/pg-error.ts";
import { AppError } from "../errors.ts";
import { createAcceptOnce, type OnceAnswer, type OnceRequest } from "./accept-once.ts";
import { createBatcher, DrainingError, QueueFullError } from "./batcher.ts";
import { createKnownKeys } from "./known-keys.ts";
import { storeEvents, type NewEvent } from "./store-events.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

const BATCH_MAX = 250;
const FLUSHES_IN_FLIGHT = 2;

export type Ingest = {
  /** Resolves when the event and its deliveries are committed. */
  accept(event: NewEvent): Promise<void>;
  /** The same for a whole request with an Idempotency-Key: at most once, or what the first one was answered. */
  acceptOnce(request: OnceRequest): Promise<OnceAnswer>;
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
  const once = createAcceptOnce({ ...options, known });

  async function store(batch: readonly NewEvent[]): Promise<void> {
    const eventTypes = known.eventTypes(batch);
    const resources = known.resources(batch);
    const deliveries = await storeEvents(options.pool, batch, eventTypes, resources);
    known.remember(eventTypes, resources);
    if (deliveries > 0) options.onStored(deliveries);
  }

  async function storeBatch(batch: NewEvent[]): Promise<PromiseSettledResult<void>[]> {
    try {
      await store(batch);
      return batch.map(() => ({ status: "fulfilled", value: undefined }));
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (batch.length === 1) return [{ status: "rejected", reason: unstorablePayload() }];
      return Promise.allSettled(batch.map((event) => storeAlone(event)));
    }
  }

  async function storeAlone(event: NewEvent): Promise<void> {
    const [result] = await storeBatch([event]);
    if (result?.status === "rejected") throw result.reason;
  }

  return {
    accept: (event) => batcher.push(event).catch((error: unknown) => Promise.reject(toRefusal(error))),
    acceptOnce: (request) => once.accept(request).catch((error: unknown) => Promise.reject(toRefusal(error))),
    drain: async () => void (await Promise.all([batcher.drain(), once.drain()])),
  };
}

function toRefusal(error: unknown): unknown {
  if (!(error instanceof QueueFullError || error instanceof DrainingError)) return error;
  return new AppError("unavailable", "The server cannot take more events right now", {
    headers: { "Retry-After": "1" },
  });
}
