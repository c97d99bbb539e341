import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "./log.ts";

export type Ticker = { wake(): void; stop(): Promise<void> };

/**
 * Runs `run` again and again, never twice at once: every `everyMs`, at once after `wake`, at once again when it says
 * "more", but never sooner than `gapMs` after the run before. After a failure it pauses for `pauseMs`, woken or not.
 */
export function createTicker(options: {
  everyMs: number;
  gapMs?: number;
  pauseMs: number;
  run: () => Promise<"more" | "idle" | void>;
  onError: (error: unknown) => void;
}): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let isWoken = false;
  let isStopped = false;
  let notBefore = -Infinity;
  // A run that a request has woken is not part of that request.
  const detached = AsyncLocalStorage.snapshot();

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(start, delayMs);
  }

  function start(): void {
    running = tick();
  }

  async function tick(): Promise<void> {
    isRunning = true;
    isWoken = false;
    notBefore = performance.now() + (options.gapMs ?? 0);
    try {
      if ((await detached(options.run)) === "more") isWoken = true;
    } catch (error) {
      options.onError(error);
      notBefore = performance.now() + options.pauseMs;
      isWoken = true;
    }
    isRunning = false;
    schedule(isWoken ? untilAllowed() : options.everyMs);
  }

  function untilAllowed(): number {
    return Math.max(0, notBefore - performance.now());
  }

  schedule(options.everyMs);
  return {
    wake: () => {
      if (isWoken) return;
      isWoken = true;
      if (!isRunning) schedule(untilAllowed());
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Claims are at least this far apart, so that a busy worker claims in batches. */
const CLAIM_GAP_MS = 8;
const FAILURE_PAUSE_MS = 1_000;

type Run = () => Promise<"more" | "idle" | void>;

/** Tickers that say what failed. */
export function createScheduler(log: Log) {
  return (everyMs: number, what: string, run: Run, { pauseMs = FAILURE_PAUSE_MS, gapMs = CLAIM_GAP_MS } = {}): Ticker =>
    createTicker({ everyMs, gapMs, pauseMs, run, onError: (error) => log.error({ err: error }, `${what} failed`) });
}
