type Waiting = { group: string; start: () => void };

/**
 * How many renewals run at once: each holds a database connection while its provider answers. One group (a provider)
 * never takes all, so that a provider that hangs does not keep the others waiting.
 */
export function createRenewalSlots({ max, perGroup }: { max: number; perGroup: number }) {
  const running = new Map<string, number>();
  let queue: Waiting[] = [];
  let total = 0;

  const countRunning = (group: string) => running.get(group) ?? 0;
  const isFree = (group: string) => total < max && countRunning(group) < perGroup;

  function change(group: string, by: 1 | -1): void {
    total += by;
    running.set(group, countRunning(group) + by);
  }

  function next(): void {
    const waiting = queue.find(({ group }) => isFree(group));
    if (waiting === undefined) return;
    queue = queue.filter((item) => item !== waiting);
    change(waiting.group, 1);
    waiting.start();
  }

  /** False when there was no place in time. */
  function enter(group: string, patienceMs: number): Promise<boolean> {
    if (isFree(group)) {
      change(group, 1);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiting: Waiting = { group, start: () => finish(true) };
      const timer = setTimeout(() => {
        queue = queue.filter((item) => item !== waiting);
        finish(false);
      }, patienceMs);
      const finish = (isEntered: boolean) => {
        clearTimeout(timer);
        resolve(isEntered);
      };
      queue.push(waiting);
    });
  }

  return {
    /** Undefined when there was no place in time. */
    run: async <T>(group: string, patienceMs: number, work: () => Promise<T>): Promise<T | undefined> => {
      if (!(await enter(group, patienceMs))) return undefined;
      try {
        return await work();
      } finally {
        change(group, -1);
        next();
      }
    },
  };
}
