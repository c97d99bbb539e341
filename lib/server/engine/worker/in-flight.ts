import type pg from "pg";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import { renewLeases } from "#lib/server/engine/queue/leases.ts";

export type InFlight = {
  size(): number;
  /** Holds the lease of an attempt until the returned function is called. */
  hold(claimed: ClaimedRuleEvent): () => void;
  /** Extends the leases of attempts that have used a third of theirs. */
  renew(): Promise<void>;
};

/** The attempts this worker is making. By attempt, not by rule event: after a lost lease it may hold two of one. */
export function createInFlight(options: { pool: pg.Pool; leaseToken: string; leaseMs: number }): InFlight {
  const { pool, leaseToken, leaseMs } = options;
  const held = new Set<{ id: string; renewAt: number }>();

  return {
    size: () => held.size,
    hold: ({ id }) => {
      const item = { id, renewAt: performance.now() + leaseMs / 3 };
      held.add(item);
      return () => held.delete(item);
    },
    renew: async () => {
      const now = performance.now();
      const due = [...held].filter(({ renewAt }) => renewAt <= now);
      if (due.length === 0) return;
      for (const item of due) item.renewAt = now + leaseMs / 3;
      const ids = due.map(({ id }) => id);
      try {
        await renewLeases(pool, leaseToken, leaseMs, ids);
      } catch (error) {
        for (const item of due) item.renewAt = now;
        throw error;
      }
    },
  };
}
