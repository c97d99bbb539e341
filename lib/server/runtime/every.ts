import type { Log } from "./log.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** Claims are at least this far apart, so that a busy worker claims in batches. */
const CLAIM_GAP_MS = 8;
const FAILURE_PAUSE_MS = 1_000;

type Run = () => Promise<"more" | "idle" | void>;

/** Tickers that say what failed. */
export function createScheduler(log: Log) {
  return (everyMs: number, what: string, run: Run, { pauseMs = FAILURE_PAUSE_MS, gapMs = CLAIM_GAP_MS } = {}): Ticker =>
    createTicker({ everyMs, gapMs, pauseMs, run, onError: (error) => log.error({ err: error }, `${what} failed`) });
}
