import type { ClaimedRuleEvent } from "../claimed.ts";

/** When something could go and did not, because other nodes or other attempts stand in the way. */
const PAUSE_MS = 100;
const FAILURE_PAUSE_MS = 1_000;

export type PacedClaims<T> = {
  /** What ordinary claims saw: when a paced connection can start something. */
  note(readyInMs: number | undefined): void;
  isTime(): boolean;
  /** Claims when it is time, and asks nothing of the database otherwise. */
  claim(what: T): Promise<ClaimedRuleEvent[]>;
  /** A paced attempt of this node is over, so there may be room again. */
  lift(): void;
  stop(): void;
};

/** Knows when to look for paced work: as soon as tokens have flowed back, and never again and again in between. */
export function createPacedClaims<T>(options: {
  claim: (what: T) => Promise<ClaimedRuleEvent[]>;
  wake: () => void;
  onError: (error: unknown) => void;
}): PacedClaims<T> {
  let readyAt = Infinity;
  let notBefore = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const isTime = () => performance.now() >= Math.max(readyAt, notBefore);

  function wakeInTime(): void {
    clearTimeout(timer);
    const at = Math.max(readyAt, notBefore);
    if (at < Infinity) timer = setTimeout(options.wake, Math.max(0, at - performance.now()) + 1);
  }

  function pause(ms: number): void {
    notBefore = performance.now() + ms;
  }

  return {
    isTime,
    note: (readyInMs) => {
      readyAt = readyInMs === undefined ? Infinity : performance.now() + readyInMs;
      wakeInTime();
    },
    claim: async (what) => {
      if (!isTime()) return [];
      try {
        const claimed = await options.claim(what);
        if (claimed.length === 0) pause(PAUSE_MS);
        return claimed;
      } catch (error) {
        options.onError(error);
        pause(FAILURE_PAUSE_MS);
        return [];
      }
    },
    lift: () => {
      notBefore = Math.min(notBefore, performance.now());
    },
    stop: () => clearTimeout(timer),
  };
}
