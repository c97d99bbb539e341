import { AsyncLocalStorage } from "node:async_hooks";

/** Even when nothing is left of a budget: a transaction that was begun gets the chance to end. */
const LIMIT_MS_MIN = 250;

type Limits = { statementMs: number } | { budget: Budget };

const limits = new AsyncLocalStorage<Limits>();

/** Every statement inside may take this long: for what is known to be large. */
export function withStatementLimit<T>(statementMs: number, work: () => Promise<T>): Promise<T> {
  return limits.run({ statementMs }, work);
}

/** All waiting for the database inside takes at most this long together; waiting for anything else does not count. */
export async function withBudget<T>(totalMs: number, work: () => Promise<T>): Promise<T> {
  const budget = new Budget(totalMs);
  try {
    return await limits.run({ budget }, work);
  } finally {
    budget.close();
  }
}

/** How long the next statement may take, here and now. */
export function statementLimit(standardMs: number): number {
  const found = limits.getStore();
  if (found === undefined) return standardMs;
  if ("statementMs" in found) return found.statementMs;
  return found.budget.limit(standardMs);
}

/** Nothing new is begun then. */
export function isBudgetSpent(): boolean {
  const found = limits.getStore();
  return found !== undefined && "budget" in found && found.budget.leftMs() <= 0;
}

/** Counts the time until `end` against the budget, when there is one. */
export function startWaiting(): { end(): void } {
  const found = limits.getStore();
  if (found === undefined || "statementMs" in found) return { end: () => undefined };
  return found.budget.wait();
}

/** Its time runs while at least one statement is waited for. */
class Budget {
  #leftMs: number;
  #waiting = 0;
  #since = 0;
  #isClosed = false;

  constructor(totalMs: number) {
    this.#leftMs = totalMs;
  }

  /** What was begun inside and goes on after its end has no budget any more. */
  close(): void {
    this.#isClosed = true;
  }

  leftMs(): number {
    if (this.#isClosed) return Infinity;
    return this.#leftMs - (this.#waiting > 0 ? performance.now() - this.#since : 0);
  }

  limit(standardMs: number): number {
    return Math.max(LIMIT_MS_MIN, Math.min(standardMs, this.leftMs()));
  }

  wait(): { end(): void } {
    if (this.#waiting === 0) this.#since = performance.now();
    this.#waiting += 1;
    return {
      end: () => {
        this.#waiting -= 1;
        if (this.#waiting === 0) this.#leftMs -= performance.now() - this.#since;
      },
    };
  }
}
