import type pg from "pg";
import { AppError } from "../errors.ts";
import { createAcceptOnce, type OnceAnswer, type OnceRequest } from "./accept-once.ts";
import { createBatcher, DrainingError, QueueFullError } from "./batcher.ts";
import { createKnownKeys } from "./known-keys.ts";
import { bytesOf, createQueueRoom, type QueueLimits } from "./queue-room.ts";
import { runBisected } from "./run-bisected.ts";
import { storeEvents, type NewEvent } from "./store-events.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

const BATCH_MAX = 250;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
const FLUSHES_IN_FLIGHT = 2;

/** Rules that an event of a shared batch may match, so that a batch makes at most 5,000 deliveries. */
const SHARED_MATCHES_MAX = 20;
/** Of events that match more, few are stored at a time, so that every workspace gets its turn soon. */
const WIDE_BATCH_MAX = 4;

export type Ingest = {
  /** Resolves when the event and its deliveries are committed. */
  accept(event: NewEvent): Promise<void>;
  /** The same for a whole request with an Idempotency-Key: at most once, or what the first one was answered. */
  acceptOnce(request: OnceRequest): Promise<OnceAnswer>;
  drain(): Promise<void>;
};

type Outcome = "stored" | "wide" | "unstorable";

/**
 * Durable acceptance by group commit. One bad event fails alone; a full queue answers 503 at once. An event that many
 * rules match leaves the batch that it shares with others, so that their answers do not wait for its deliveries.
 */
export function createIngest(options: {
  pool: pg.Pool;
  queue: QueueLimits;
  onStored: (deliveries: number) => void;
}): Ingest {
  const known = createKnownKeys();
  const room = createQueueRoom(options.queue);
  const common = { queueMax: Number.POSITIVE_INFINITY, bytesMax: { bytes: BATCH_BYTES_MAX, of: bytesOfOne } };
  const shared = createBatcher<NewEvent, Outcome>({
    ...common,
    batchMax: BATCH_MAX,
    inFlightMax: FLUSHES_IN_FLIGHT,
    run: (batch) => storeBatch(batch, SHARED_MATCHES_MAX),
  });
  const wide = createBatcher<NewEvent, Outcome>({
    ...common,
    batchMax: WIDE_BATCH_MAX,
    inFlightMax: 1,
    laneOf: ({ workspaceId }) => workspaceId,
    run: (batch) => storeBatch(batch, null),
  });
  const once = createAcceptOnce({ ...options, known });

  async function store(batch: readonly NewEvent[], matchesMax: number | null): Promise<Outcome[]> {
    const catalog = { eventTypes: known.eventTypes(batch), resources: known.resources(batch) };
    const stored = await storeEvents(options.pool, batch, catalog, matchesMax);
    // What was not stored did not write its catalog keys either.
    if (stored.wide.size === 0) known.remember(catalog);
    if (stored.deliveries > 0) options.onStored(stored.deliveries);
    return batch.map(({ id }) => (stored.wide.has(id) ? "wide" : "stored"));
  }

  const storeBatch = (batch: readonly NewEvent[], matchesMax: number | null) =>
    runBisected<NewEvent, Outcome>(
      batch,
      (part) => store(part, matchesMax),
      () => "unstorable",
    );

  async function accept(event: NewEvent): Promise<void> {
    let outcome = await shared.push(event);
    if (outcome === "wide") outcome = await wide.push(event);
    if (outcome === "unstorable") throw unstorablePayload();
  }

  return {
    accept: (event) => room.hold([event], () => accept(event)).catch(refuseForNow),
    acceptOnce: (request) => room.hold(request.events, () => once.accept(request)).catch(refuseForNow),
    drain: async () => {
      // What is wide comes out of what is shared.
      await Promise.all([shared.drain(), once.drain()]);
      await wide.drain();
    },
  };
}

const bytesOfOne = (event: NewEvent): number => bytesOf([event]);

function refuseForNow(error: unknown): never {
  if (!(error instanceof QueueFullError || error instanceof DrainingError)) throw error;
  throw new AppError("unavailable", "The server cannot take more events right now", {
    headers: { "Retry-After": "1" },
  });
}
