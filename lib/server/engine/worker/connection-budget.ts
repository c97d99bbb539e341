import { LRUCache } from "lru-cache";

const BUDGET_MIN = 2;
const GROWTH = 4;
const REMEMBERED_CONNECTIONS = 10_000;

/**
 * How many attempts may run at once for each connection, by how its own endpoint answered: the budget halves when it
 * does not answer and grows back while it does (AIMD). Nothing that happens on this side of the wire counts.
 */
export function createConnectionBudget(max: number) {
  const least = Math.min(BUDGET_MIN, max);
  const budgets = new LRUCache<string, number>({ max: REMEMBERED_CONNECTIONS });
  const of = (connectionId: string) => budgets.get(connectionId) ?? max;

  return {
    of,
    /** It did not answer again and again: it is asked, but no more than a few times at once. */
    isSlow: (connectionId: string): boolean => budgets.has(connectionId) && of(connectionId) <= least,
    finish: (connectionId: string, isAnswered: boolean): void => {
      const budget = of(connectionId);
      const next = isAnswered ? Math.min(max, budget + GROWTH) : Math.max(least, Math.floor(budget / 2));
      if (next === max && isAnswered) budgets.delete(connectionId);
      else budgets.set(connectionId, next);
    },
  };
}
