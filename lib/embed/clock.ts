/** Time as the embed needs it. `setTimer` answers with the function that stops the timer. */
export type Clock = {
  now: () => number;
  setTimer: (callback: () => void, delayMs: number) => () => void;
};

/** Wall-clock time on purpose: a monotonic clock stands still while the computer sleeps, a token's life does not. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
