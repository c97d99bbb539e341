export type Entry = () => void;

type Origin = { running: number; waiting: Set<Entry> };

/**
 * Bounds the exchanges per origin in front of undici. Its own pool queue cannot drop a request that ran out of time: it
 * would keep the body in memory and later open a connection for nobody.
 */
export class OriginGate {
  readonly #limit: number;
  readonly #origins = new Map<string, Origin>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `entry` now or when a place is free; whoever got in must call `leave` once. */
  enter(key: string, entry: Entry): void {
    const origin = this.#origins.get(key) ?? { running: 0, waiting: new Set() };
    this.#origins.set(key, origin);
    if (origin.running >= this.#limit) {
      origin.waiting.add(entry);
      return;
    }
    origin.running += 1;
    entry();
  }

  /** True when the entry was still waiting; it will not run any more. */
  giveUp(key: string, entry: Entry): boolean {
    return this.#origins.get(key)?.waiting.delete(entry) ?? false;
  }

  leave(key: string): void {
    const origin = this.#origins.get(key);
    if (origin === undefined) return;
    const [next] = origin.waiting;
    if (next !== undefined) {
      origin.waiting.delete(next);
      // Not called directly, so that a queue of failing entries cannot grow the stack.
      queueMicrotask(next);
      return;
    }
    origin.running -= 1;
    if (origin.running === 0) this.#origins.delete(key);
  }
}
