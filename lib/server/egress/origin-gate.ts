/** Who asks, from the widest group to the narrowest (organization, workspace, connection); places are shared along it. */
export type Holder = readonly string[];

type Entry = { holder: Holder; enter: () => void };
type Origin = { running: Map<string, number>; total: number; waiting: Set<Entry> };

/**
 * Bounds the exchanges per origin in front of undici, whose own queue is first come, first served and cannot drop a
 * request that was given up. A place that comes free goes to whoever has the fewest: counted by the widest group first,
 * then within it, and in order of arrival between equals.
 */
export class OriginGate {
  readonly #limit: number;
  readonly #origins = new Map<string, Origin>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True when there is a place within `patienceMs`; whoever got one must call `leave` once, with the same holder. */
  enter(key: string, holder: Holder, patienceMs: number): Promise<boolean> {
    const origin = this.#origins.get(key) ?? { running: new Map(), total: 0, waiting: new Set() };
    this.#origins.set(key, origin);
    if (origin.total < this.#limit) {
      count(origin, holder, 1);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const entry = { holder, enter: () => settle(true) };
      const settle = (isIn: boolean) => {
        clearTimeout(timer);
        origin.waiting.delete(entry);
        resolve(isIn);
      };
      const timer = setTimeout(settle, patienceMs, false);
      origin.waiting.add(entry);
    });
  }

  leave(key: string, holder: Holder): void {
    const origin = this.#origins.get(key);
    if (origin === undefined) return;
    count(origin, holder, -1);
    const next = chooseNext(origin);
    if (next !== undefined) {
      count(origin, next.holder, 1);
      next.enter();
    } else if (origin.total === 0) this.#origins.delete(key);
  }
}

function count(origin: Origin, holder: Holder, change: 1 | -1): void {
  origin.total += change;
  for (const group of listGroups(holder)) {
    const running = (origin.running.get(group) ?? 0) + change;
    if (running === 0) origin.running.delete(group);
    else origin.running.set(group, running);
  }
}

/** The group itself and every one that contains it, the widest first. */
function listGroups(holder: Holder): string[] {
  return holder.map((_name, index) => holder.slice(0, index + 1).join("/"));
}

function chooseNext({ running, waiting }: Origin): Entry | undefined {
  let best: { entry: Entry; held: number[] } | undefined;
  for (const entry of waiting) {
    const held = listGroups(entry.holder).map((group) => running.get(group) ?? 0);
    if (best === undefined || isFewer(held, best.held)) best = { entry, held };
  }
  return best?.entry;
}

function isFewer(a: readonly number[], b: readonly number[]): boolean {
  const level = a.findIndex((held, index) => held !== (b[index] ?? held));
  return level !== -1 && (a[level] ?? 0) < (b[level] ?? 0);
}
