import type { ClaimedRuleEvent, PlaceHolder } from "#lib/server/engine/queue/claimed.ts";
import { createConnectionBudget } from "./connection-budget.ts";
import { Places } from "./places.ts";

/** The places of this worker, and what each connection may take of them by how its endpoint has answered. */
export function createWorkerPlaces({ total, perConnection }: { total: number; perConnection: number }) {
  const places = new Places(total);
  const budget = createConnectionBudget(perConnection);

  function slowHeld(): number {
    let sum = 0;
    for (const [connectionId, held] of places.held) if (budget.isSlow(connectionId)) sum += held;
    return sum;
  }

  return {
    free: () => places.free(),
    /** While this holds, what starts keeps nobody else waiting. */
    areMostlyFree: () => places.free() > total / 2,
    /** The connections that have all they may have. */
    full: (): string[] => [...places.held].flatMap(([id, held]) => (held < budget.of(id) ? [] : [id])),
    /** How many each of these may start, `most` in all. */
    shareOut: (candidates: readonly (PlaceHolder & { due: number })[], most: number): Map<string, number> => {
      const claimants = shuffled(candidates).map((candidate) => ({
        ...candidate,
        budget: budget.of(candidate.connectionId),
        isSlow: budget.isSlow(candidate.connectionId),
      }));
      return places.shareOut(claimants, most, slowHeld());
    },
    /** Takes a place for an attempt; the returned function gives it back. */
    hold: (claimed: ClaimedRuleEvent) => places.hold(claimed),
    /** Whether the endpoint answered an attempt, whatever the answer. */
    answered: (connectionId: string, isAnswered: boolean) => budget.finish(connectionId, isAnswered),
  };
}

export type WorkerPlaces = ReturnType<typeof createWorkerPlaces>;

/** Between equals chance decides, so that nobody is always the last. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
