import type pg from "pg";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { createCatalogRefresh } from "#lib/server/domain/connections/field-catalogs/refresh-old-catalogs.ts";
import { sweepAuthorizations } from "#lib/server/domain/connections/oauth/sweep-authorizations.ts";
import { pruneRetries, runRetryStep } from "#lib/server/domain/events/retries/run-retries.ts";
import { foldStats, pruneStats } from "#lib/server/domain/insight/metrics/fold-stats.ts";
import { pruneProblems } from "#lib/server/domain/insight/problems/prune-problems.ts";
import { pruneSessions } from "#lib/server/domain/tenancy/sessions/session-life.ts";
import { pruneBuckets } from "#lib/server/engine/queue/pace/buckets.ts";
import { createScheduler } from "#lib/server/runtime/ticker.ts";
import { pruneConnectionMemory } from "./connection-memory.ts";
import { createSweep } from "./sweep.ts";

/** Maintenance jobs change many rows at once, and nobody waits for them. */
const STATEMENT_MS = 20_000;
const SWEEP_MS = 1_000;
const BULK_POLL_MS = 500;
/** Steps of bulk retries are this far apart, so that they leave the database to live events. */
const BULK_GAP_MS = 100;
const PRUNE_RETRIES_MS = 60_000;
/** What is not folded yet is read as it is, so this only bounds how much that can be. */
const FOLD_MS = 1_000;
const OAUTH_MS = 60_000;
const PRUNE_STATS_MS = 3_600_000;
const PRUNE_PROBLEMS_MS = 3_600_000;
const PRUNE_MEMORY_MS = 3_600_000;
const PRUNE_SESSIONS_MS = 3_600_000;
const CATALOGS_MS = 30_000;
const IDLE_TOKENS_MS = 60_000;
const IDLE_TOKENS_GAP_MS = 2_000;

type MaintenanceDeps = Pick<ConnectionsApp, "db" | "env" | "log" | "egress" | "sealer" | "destinations" | "tokens"> & {
  pool: pg.Pool;
};

/** What a worker does beside its deliveries. */
export function startMaintenance(deps: MaintenanceDeps) {
  const ticking = createScheduler(deps.log);
  const every: typeof ticking = (everyMs, what, run, options) =>
    ticking(everyMs, what, () => withStatementLimit(STATEMENT_MS, run), options);
  const sweeps = every(SWEEP_MS, "Sweeping", createSweep(deps));
  const bulk = every(BULK_POLL_MS, "Retrying in bulk", () => runRetryStep(deps), { gapMs: BULK_GAP_MS });
  const prunes = every(PRUNE_RETRIES_MS, "Pruning bulk retries", () => pruneRetries(deps));
  const folds = every(FOLD_MS, "Folding statistics", () => foldStats(deps.pool));
  const statPrunes = every(PRUNE_STATS_MS, "Pruning statistics", () => pruneStats(deps.pool));
  const problemPrunes = every(PRUNE_PROBLEMS_MS, "Pruning problems", () => pruneProblems(deps.pool));
  const memories = every(PRUNE_MEMORY_MS, "Forgetting what connections remember", () =>
    pruneConnectionMemory(deps.pool),
  );
  const sessions = every(PRUNE_SESSIONS_MS, "Deleting old sessions", () => pruneSessions(deps.pool));
  const buckets = every(PRUNE_MEMORY_MS, "Forgetting paces", () => pruneBuckets(deps.pool));
  const catalogs = every(CATALOGS_MS, "Reading fields again", createCatalogRefresh(deps));
  const idleTokens = every(IDLE_TOKENS_MS, "Renewing idle tokens", () => deps.tokens.renewIdle(), {
    gapMs: IDLE_TOKENS_GAP_MS,
  });
  const attempts = every(OAUTH_MS, "Sweeping attempts to connect", () => sweepAuthorizations(deps));
  const maintenance = [
    sweeps,
    bulk,
    prunes,
    folds,
    statPrunes,
    problemPrunes,
    memories,
    sessions,
    buckets,
    catalogs,
    idleTokens,
    attempts,
  ];
  return {
    wake: () => bulk.wake(),
    stop: () => Promise.all(maintenance.map((job) => job.stop())),
  };
}
