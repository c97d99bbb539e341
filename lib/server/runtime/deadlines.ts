/** Deadlines that fall into this time are missed together. */
const STEP_MS = 25;

/** Tells of each item that is still open at its deadline. One timer for all of them. */
export function createDeadlines<W>(onMissed: (item: W) => void) {
  const open = new Map<W, number>();
  let timer: NodeJS.Timeout | undefined;
  let expiresAt = Infinity;

  function expireAt(at: number): void {
    if (at >= expiresAt) return;
    clearTimeout(timer);
    expiresAt = at;
    timer = setTimeout(expire, at - performance.now());
  }

  function expire(): void {
    expiresAt = Infinity;
    const now = performance.now();
    let next = Infinity;
    for (const [item, until] of open) {
      next = until > now ? Math.min(next, until) : next;
      if (until > now) continue;
      open.delete(item);
      onMissed(item);
    }
    if (open.size > 0) expireAt(Math.max(next, now + STEP_MS));
  }

  return {
    /** Whether it was neither closed nor missed. */
    isOpen: (item: W): boolean => open.has(item),
    open: (item: W, afterMs: number): void => {
      const until = performance.now() + afterMs;
      open.set(item, until);
      if (Number.isFinite(until)) expireAt(until);
    },
    close: (item: W): void => {
      open.delete(item);
      if (open.size > 0) return;
      clearTimeout(timer);
      expiresAt = Infinity;
    },
  };
}

/** What is left of a time that begins now. */
export function countDown(ms: number): () => number {
  const until = performance.now() + ms;
  return () => Math.max(0, until - performance.now());
}
