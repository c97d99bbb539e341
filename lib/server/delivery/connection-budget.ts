import { LRUCache } from "lru-cache";

const BUDGET_MIN = 2;
const GROWTH = 4;
const REMEMBERED_CONNECTIONS = 10_000;

/**
 * How many attempts may run at once for each connection: a bulkhead, so that a dead or slow endpoint cannot take every
 * slot of the worker. The budget halves when the endpoint does not answer and grows back while it does (AIMD).
 */
export function createConnectionBudget(max: number) {
  const budgets = new LRUCache<string, number>({ max: REMEMBERED_CONNECTIONS });
  const running = new Map<string, number>();

  return {
    start: (connectionId: string): void => {
      running.set(connectionId, (running.get(connectionId) ?? 0) + 1);
    },
    finish: (connectionId: string, isAnswered: boolean): void => {
      const left = (running.get(connectionId) ?? 1) - 1;
      if (left === 0) running.delete(connectionId);
      else running.set(connectionId, left);
      const budget = budgets.get(connectionId) ?? max;
      const next = isAnswered
        ? Math.min(max, budget + GROWTH)
        : Math.max(Math.min(BUDGET_MIN, max), Math.floor(budget / 2));
      if (next === max) budgets.delete(connectionId);
      else budgets.set(connectionId, next);
    },
    /** Free places of the connections that have fewer than `max`. */
    limited: (): { connectionId: string; free: number }[] => {
      const ids = new Set([...running.keys(), ...budgets.keys()]);
      return [...ids].map((connectionId) => ({
        connectionId,
        free: Math.max(0, (budgets.get(connectionId) ?? max) - (running.get(connectionId) ?? 0)),
      }));
    },
  };
}
