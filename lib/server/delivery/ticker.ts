export type Ticker = { wake(): void; stop(): Promise<void> };

/**
 * Runs `run` again and again, never twice at once: every `everyMs`, at once after `wake`, at once again when it says
 * "more", but never sooner than `gapMs` after the run before. After a failure it pauses for `pauseMs`.
 */
export function createTicker(options: {
  everyMs: number;
  gapMs?: number;
  pauseMs: number;
  run: () => Promise<"more" | "idle" | void>;
  onError: (error: unknown) => void;
}): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;
  let lastRunAt = -Infinity;

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(start, delayMs);
  }

  function start(): void {
    running = tick();
  }

  async function tick(): Promise<void> {
    isWoken = false;
    lastRunAt = performance.now();
    let delayMs = options.everyMs;
    try {
      if ((await options.run()) === "more") isWoken = true;
    } catch (error) {
      options.onError(error);
      delayMs = options.pauseMs;
      isWoken = false;
    }
    running = undefined;
    schedule(isWoken ? untilGapEnds() : delayMs);
  }

  function untilGapEnds(): number {
    return Math.max(0, (options.gapMs ?? 0) - (performance.now() - lastRunAt));
  }

  schedule(options.everyMs);
  return {
    wake: () => {
      if (isWoken) return;
      isWoken = true;
      if (running === undefined) schedule(untilGapEnds());
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
