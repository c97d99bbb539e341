import { AppError } from "../errors.ts";
import { createBatcher } from "./batcher.ts";
import { runKeyedBatch, type KeyedOutcome, type KeyedStore } from "./run-keyed-batch.ts";
import { nameOf, type FirstAnswer, type KeyedRequest } from "./store-once.ts";

/** Their bodies can be large: 5 MiB each. */
const BATCH_MAX = 16;
const FLUSHES_IN_FLIGHT = 2;

export type OnceRequest = Pick<KeyedRequest, "workspaceId" | "key" | "bodyHash" | "events"> & {
  /** What is answered when the database takes all events but these (by id). Throws when nothing shall be stored. */
  answer: (unstorable: ReadonlySet<string>) => unknown;
};

export type OnceAnswer = { answer: unknown; isReplayed: boolean };

/** Accepts requests with an Idempotency-Key: the events of one key are stored once, however often it is sent. */
export function createAcceptOnce(options: KeyedStore & { queueMax: number }) {
  const running = new Set<string>();
  const batcher = createBatcher<KeyedRequest, KeyedOutcome>({
    batchMax: BATCH_MAX,
    inFlightMax: FLUSHES_IN_FLIGHT,
    queueMax: options.queueMax,
    run: (batch) => runKeyedBatch(options, batch),
  });

  async function attempt(request: OnceRequest, unstorable: ReadonlySet<string>): Promise<OnceAnswer> {
    const answer = request.answer(unstorable);
    const events = request.events.filter(({ id }) => !unstorable.has(id));
    const outcome = await batcher.push({ ...request, events, answer: JSON.stringify(answer) });
    switch (outcome.kind) {
      case "stored":
        return { answer, isReplayed: false };
      case "taken":
        return replay(request, outcome.first);
      case "unstorable":
        return attempt(request, new Set([...unstorable, ...outcome.ids]));
    }
  }

  return {
    accept: async (request: OnceRequest): Promise<OnceAnswer> => {
      const name = nameOf(request);
      if (running.has(name)) throw stillRunning();
      running.add(name);
      try {
        return await attempt(request, new Set());
      } finally {
        running.delete(name);
      }
    },
    drain: () => batcher.drain(),
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
