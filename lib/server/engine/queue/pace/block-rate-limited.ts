import type pg from "pg";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { ClaimedRuleEvent } from "../claimed.ts";
import { RETRY_AFTER_MAX_MS } from "../retry-schedule.ts";
import { blockConnection } from "./buckets.ts";
import type { Paces } from "./pace.ts";

/**
 * When a provider says how long to wait, every delivery of the connection waits that long, on all nodes. A statement of
 * its own: inside the transaction that writes the outcome it would wait for locks in another order than the claim.
 */
export function blockRateLimited({ pool, log, paces }: { pool: pg.Pool; log: Log; paces: Paces }) {
  return async (claimed: ClaimedRuleEvent, outcome: AttemptOutcome): Promise<void> => {
    const pace = paces.get(claimed.integrationType);
    if (pace === undefined || outcome.kind !== "retry" || outcome.code !== "rate_limited") return;
    if (outcome.isNarrow === true) return;
    const forMs = Math.min(outcome.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
    if (forMs <= 0) return;
    await blockConnection(pool, claimed.connectionId, pace, forMs).catch((error: unknown) =>
      log.error({ err: error, connection: claimed.connectionId }, "A connection could not be kept from its provider"),
    );
  };
}
