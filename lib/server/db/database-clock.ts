import type pg from "pg";
import { clock } from "#lib/server/runtime/clock.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { createTicker } from "#lib/server/runtime/ticker.ts";
import { withStatementLimit } from "./statement-limits.ts";

const EVERY_MS = 5_000;
const ANSWER_MS = 2_000;
const SAMPLES = 3;
/** From here on somebody should look after the clock of this machine. */
const LARGE_MS = 1_000;
const REMIND_MS = 600_000;

/** It was `ms` when `performance` had counted to `atMs`, give or take. */
type Sample = { ms: number; atMs: number; uncertaintyMs: number };

/** Keeps the clock of this process at the time of the database, and says when the machine's own is far from it. */
export async function followDatabaseClock({ pool, log }: { pool: pg.Pool; log: Log }) {
  let saidAt = -Infinity;
  const follow = async () => {
    await readDatabaseClock(pool);
    const offsetMs = clockOffsetMs();
    if (Math.abs(offsetMs) < LARGE_MS || performance.now() - saidAt < REMIND_MS) return;
    saidAt = performance.now();
    log.warn({ offset_ms: offsetMs }, describe(offsetMs));
  };
  await follow();
  return createTicker({
    everyMs: EVERY_MS,
    pauseMs: EVERY_MS,
    run: follow,
    onError: (error) => log.warn({ err: error }, "Reading the time of the database failed"),
  });
}

/** How far the database is ahead of this machine. */
export function clockOffsetMs(): number {
  return Math.round(clock.exactMs() - Date.now());
}

/** Reads the time of the database once. What is within the uncertainty of reading it is no difference. */
export async function readDatabaseClock(pool: pg.Pool): Promise<void> {
  const samples: Sample[] = [];
  for (let i = 0; i < SAMPLES; i += 1) samples.push(await sample(pool));
  const [best] = samples.toSorted((a, b) => a.uncertaintyMs - b.uncertaintyMs);
  if (best === undefined) return;
  const known = clock.exactMs() - performance.now() + best.atMs;
  if (Math.abs(best.ms - known) > best.uncertaintyMs) clock.correct(best.ms, best.atMs);
}

async function sample(pool: pg.Pool): Promise<Sample> {
  const askedAt = performance.now();
  const { rows } = await withStatementLimit(ANSWER_MS, () =>
    pool.query<{ ms: number }>("select extract(epoch from clock_timestamp())::float8 * 1000 as ms"),
  );
  const answeredAt = performance.now();
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not say what time it is");
  // Date.now(), by which the clock begins, is a whole number of milliseconds.
  return { ms: row.ms, atMs: (askedAt + answeredAt) / 2, uncertaintyMs: (answeredAt - askedAt) / 2 + 1 };
}

function describe(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const where = offsetMs < 0 ? "ahead of" : "behind";
  return `The clock of this machine is ${seconds} s ${where} the database's, whose time is used. Set this machine's clock`;
}
