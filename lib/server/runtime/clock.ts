/** What the time was when `performance` began to count: so a machine's clock that is set while we run changes nothing. */
let originMs = Date.now() - performance.now();

/**
 * The time of the database, as well as this process knows it: nodes whose own clocks differ agree on it. Ids, times that
 * are written, and everything that is compared with them are made of it.
 */
export const clock = {
  now: (): Date => new Date(clock.nowMs()),
  /** The time, but never before something that is known to have happened: the database may be a moment ahead of us. */
  nowAfter: (known: Date): Date => new Date(Math.max(clock.nowMs(), known.getTime())),
  nowMs: (): number => Math.floor(clock.exactMs()),
  exactMs: (): number => originMs + performance.now(),
  /** It was this time, when `performance` had counted so far. */
  correct: (ms: number, atMs: number): void => {
    originMs = ms - atMs;
  },
};
