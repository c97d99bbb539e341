import type pg from "pg";
import { isRowRefused } from "#lib/server/db/pg-error.ts";
import { runBisected } from "#lib/server/db/run-bisected.ts";
import type { FinishedAttempt } from "#lib/server/engine/queue/finished-attempt.ts";
import { recordAttempts } from "#lib/server/engine/queue/record.ts";
import { createBatcher } from "#lib/server/runtime/batcher.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Vitals } from "#lib/server/runtime/vitals.ts";

const BATCH_MAX = 250;
/** One writer at a time: batches grow by themselves and events are not fought over. */
const WRITES_IN_FLIGHT = 1;

export type Recorder = {
  /** Resolves when the outcome is written, or when writing was given up: the lease then runs out and the attempt is repeated. */
  record(finished: FinishedAttempt): Promise<void>;
  /** Resolves when `isIdle` holds or after `graceMs`. */
  idle(isIdle: () => boolean, graceMs: number): Promise<void>;
};

export function createRecorder(options: {
  pool: pg.Pool;
  leaseToken: string;
  schedule: readonly number[];
  log: Log;
  vitals: Vitals;
}): Recorder {
  const batcher = createBatcher<FinishedAttempt, void>({
    batchMax: BATCH_MAX,
    inFlightMax: WRITES_IN_FLIGHT,
    queueMax: Number.POSITIVE_INFINITY,
    run: (batch) => runBisected(batch, write, recordWithoutDetails, isRowRefused),
  });

  async function recordWithoutDetails(finished: FinishedAttempt, error: unknown): Promise<undefined> {
    const { id, attemptNumber } = finished.claimed;
    options.log.error(
      { err: error, rule_event: id, attempt: attemptNumber },
      "The details of an outcome could not be stored; it is recorded without them",
    );
    await write([withoutDetails(finished)]);
  }

  async function write(batch: readonly FinishedAttempt[]): Promise<undefined[]> {
    const { pool, leaseToken, schedule, vitals } = options;
    const late = await vitals.watch("recording", () => recordAttempts(pool, leaseToken, schedule, batch));
    for (const { claimed } of late) {
      options.log.warn(
        { rule_event: claimed.id, attempt: claimed.attemptNumber },
        "An outcome came too late: the attempt had been taken over",
      );
    }
    return batch.map(() => undefined);
  }

  let watchers: (() => void)[] = [];

  return {
    record: async (finished) => {
      await batcher.push(finished).catch((error: unknown) => {
        options.log.error(
          { err: error, rule_event: finished.claimed.id },
          "An outcome could not be written; the attempt will be repeated",
        );
      });
      setImmediate(() => watchers.forEach((check) => check()));
    },
    idle: (isIdle, graceMs) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          watchers = watchers.filter((watcher) => watcher !== check);
          resolve();
        };
        const check = () => {
          if (isIdle()) done();
        };
        const timer = setTimeout(done, graceMs);
        watchers.push(check);
        check();
      }),
  };
}

/** What became of the attempt, without anything that came from outside. */
function withoutDetails({ claimed, outcome }: FinishedAttempt): FinishedAttempt {
  const { exchange: _exchange, warnings: _warnings, ...known } = outcome;
  const durationMs = Number.isFinite(outcome.durationMs) ? outcome.durationMs : 0;
  return { claimed, outcome: { ...known, durationMs, message: "The details of this attempt could not be stored" } };
}
