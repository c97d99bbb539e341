import type { OnceAnswer, OnceRequest } from "#lib/server/domain/events/context.ts";
import { createBatcher } from "#lib/server/runtime/batcher.ts";
import { countDown } from "#lib/server/runtime/durations.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { bytesOf } from "./room.ts";
import { runKeyedBatch, type KeyedOutcome, type KeyedStore } from "./run-keyed-batch.ts";
import { nameOf, type FirstAnswer, type KeyedRequest } from "./store-once.ts";

const BATCH_MAX = 16;
/** Their bodies can be large: 5 MiB each. */
const BATCH_BYTES_MAX = 16 * 1024 * 1024;
const FLUSHES_IN_FLIGHT = 2;
/** Deliveries that a request of a shared batch may make, so that a batch makes at most 5,000. */
const SHARED_MATCHES_MAX = 300;

/** Accepts requests with an Idempotency-Key: the events of one key are stored once, however often it is sent. */
export function createAcceptOnce(store: KeyedStore & { answerMs: number }) {
  const running = new Set<string>();
  const queueMax = Number.POSITIVE_INFINITY;
  const shared = createBatcher<KeyedRequest, KeyedOutcome>({
    batchMax: BATCH_MAX,
    bytesMax: { bytes: BATCH_BYTES_MAX, of: ({ events }) => bytesOf(events) },
    inFlightMax: FLUSHES_IN_FLIGHT,
    queueMax,
    run: (batch) => runKeyedBatch(store, batch, SHARED_MATCHES_MAX),
  });
  const wide = createBatcher<KeyedRequest, KeyedOutcome>({
    batchMax: 1,
    inFlightMax: 1,
    queueMax,
    partitionBy: ({ workspaceId }) => workspaceId,
    run: (batch) => runKeyedBatch(store, batch, null),
  });

  async function attempt(
    request: OnceRequest,
    unstorable: ReadonlySet<string>,
    leftMs: () => number,
  ): Promise<OnceAnswer> {
    const answer = request.answer(unstorable);
    const events = request.events.filter(({ id }) => !unstorable.has(id));
    const keyed = { ...request, events, answer: JSON.stringify(answer) };
    const first = await shared.push(keyed, leftMs());
    const outcome = first.kind === "wide" ? await wide.push(keyed, leftMs()) : first;
    switch (outcome.kind) {
      case "stored":
        return { answer, isReplayed: false };
      case "taken":
        return replay(request, outcome.first);
      case "unstorable":
        return attempt(request, new Set([...unstorable, ...outcome.ids]), leftMs);
      case "wide":
        throw new Error("A request was refused for its deliveries where any number is allowed");
    }
  }

  return {
    accept: async (request: OnceRequest): Promise<OnceAnswer> => {
      const name = nameOf(request);
      if (running.has(name)) throw stillRunning();
      running.add(name);
      try {
        return await attempt(request, new Set(), countDown(store.answerMs));
      } finally {
        running.delete(name);
      }
    },
    drain: async () => {
      // What is wide comes out of what is shared.
      await shared.drain();
      await wide.drain();
    },
  };
}

function replay(request: OnceRequest, first: FirstAnswer | undefined): OnceAnswer {
  if (first === undefined) throw stillRunning();
  if (first.bodyHash !== request.bodyHash) {
    throw new AppError("conflict", "This Idempotency-Key belongs to a request with another body");
  }
  return { answer: first.answer, isReplayed: true };
}

function stillRunning(): AppError {
  return new AppError("conflict", "The first request with this Idempotency-Key is still running", {
    headers: { "Retry-After": "1" },
  });
}
