import type pg from "pg";
import { isOutcomeUnknown, isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { runBisected } from "#lib/server/db/run-bisected.ts";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";
import type { Ingest, NewEvent } from "#lib/server/domain/events/context.ts";
import { unstorablePayload } from "#lib/server/domain/events/unstorable-payload.ts";
import { createBatcher, DrainingError, NoAnswerError, QueueFullError } from "#lib/server/runtime/batcher.ts";
import { countDown } from "#lib/server/runtime/durations.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { Vitals } from "#lib/server/runtime/vitals.ts";
import { createAcceptOnce } from "./accept-once.ts";
import { createKnownKeys } from "./known-keys.ts";
import { NO_WORKER, type LocalWorker } from "./local-worker.ts";
import { bytesOf, createQueueRoom, type QueueLimits } from "./room.ts";
import { storeEvents, type Stored } from "./store-events.ts";

const BATCH_MAX = 250;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
const FLUSHES_IN_FLIGHT = 2;
/** Who sends events is answered within 5 s, whatever happens to the database. */
const ANSWER_MS = 4_500;
/** So that a batch whose connection went silent can be stored once more before its events have to be answered. */
const STORE_MS = 2_500;

/** Rules that an event of a shared batch may match, so that a batch makes at most 5,000 deliveries. */
const SHARED_MATCHES_MAX = 20;
/** Of events that match more, few are stored at a time, so that every workspace gets its turn soon. */
const WIDE_BATCH_MAX = 4;

export type IngestQueue = Ingest & { drain(): Promise<void> };

type Outcome = "stored" | "wide" | "unstorable";

/**
 * Durable acceptance by group commit. One bad event fails alone; a full queue answers 503 at once. An event that many
 * rules match leaves the batch that it shares with others, so that their answers do not wait for its deliveries.
 */
export function createIngest(options: {
  pool: pg.Pool;
  queue: QueueLimits;
  vitals: Vitals;
  /** The worker of this process, if it has one. */
  localWorker?: LocalWorker | undefined;
  requireDiskRoom?: () => void;
}): IngestQueue {
  const { requireDiskRoom = () => undefined, localWorker = NO_WORKER } = options;
  const known = createKnownKeys();
  const room = createQueueRoom(options.queue, requireDiskRoom);
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
    partitionBy: ({ workspaceId }) => workspaceId,
    run: (batch) => storeBatch(batch, null),
  });
  const once = createAcceptOnce({ ...options, localWorker, answerMs: ANSWER_MS, known });

  async function store(batch: readonly NewEvent[], matchesMax: number | null): Promise<Outcome[]> {
    const catalog = { eventTypes: known.eventTypes(batch), resources: known.resources(batch) };
    const storing = () => storeEvents(options.pool, batch, catalog, { matchesMax, wakesAll: !localWorker.hasRoom() });
    const limitMs = matchesMax === null ? ANSWER_MS : STORE_MS;
    const stored = await options.vitals.watch("ingest", () =>
      withStatementLimit(limitMs, () => untilKnown(options.pool, batch, storing)),
    );
    // What was not stored did not write its catalog keys either.
    if (stored.wide.size === 0) known.remember(catalog);
    if (stored.connections.length > 0) localWorker.arrived(stored.connections);
    return batch.map(({ id }) => (stored.wide.has(id) ? "wide" : "stored"));
  }

  const storeBatch = (batch: readonly NewEvent[], matchesMax: number | null) =>
    runBisected<NewEvent, Outcome>(
      batch,
      (part) => store(part, matchesMax),
      () => "unstorable",
    );

  async function accept(event: NewEvent): Promise<void> {
    const leftMs = countDown(ANSWER_MS);
    let outcome = await shared.push(event, leftMs());
    if (outcome === "wide") outcome = await wide.push(event, leftMs());
    if (outcome === "unstorable") throw unstorablePayload();
  }

  return {
    requireDiskRoom,
    accept: (event) => room.hold([event], () => accept(event)).catch(refuseForNow),
    acceptOnce: (request) => room.hold(request.events, () => once.accept(request)).catch(refuseForNow),
    drain: async () => {
      // What is wide comes out of what is shared.
      await Promise.all([shared.drain(), once.drain()]);
      await wide.drain();
    },
  };
}

/** An event or its delivery is there already. The statement writes both, in an order that PostgreSQL chooses. */
const STORED_BEFORE = ["events_pkey", "rule_events_once"];

const bytesOfOne = (event: NewEvent): number => bytesOf([event]);

/**
 * When nobody knows whether the batch was stored, it is stored again: its ids make that safe. A batch is one
 * transaction, so events that are there already say that the first time had worked.
 */
async function untilKnown(pool: pg.Pool, batch: readonly NewEvent[], storing: () => Promise<Stored>): Promise<Stored> {
  try {
    return await storing();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
  }
  try {
    return await storing();
  } catch (error) {
    if (!STORED_BEFORE.some((constraint) => isUniqueViolation(error, constraint))) throw error;
  }
  const { rows } = await pool.query<{ id: string }>("select id from events where id = any($1::uuid[])", [
    batch.map(({ id }) => id),
  ]);
  const found = new Set(rows.map(({ id }) => id));
  return { connections: [], wide: new Set(batch.map(({ id }) => id).filter((id) => !found.has(id))) };
}

function refuseForNow(error: unknown): never {
  if (![QueueFullError, DrainingError, NoAnswerError].some((kind) => error instanceof kind)) throw error;
  throw new AppError("unavailable", "The server cannot accept more events right now", {
    headers: { "Retry-After": "1" },
  });
}
