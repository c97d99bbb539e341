import type pg from "pg";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7At } from "#lib/server/runtime/ids.ts";
import { countBatch, pruneBatch, type Pruned } from "./prune-batch.ts";

/** One prune at a time in a database; any constant works as long as it never changes. */
const ADVISORY_LOCK = 7_315_002;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
export const PRUNE_BATCH = 1_000;

export type PruneRequest = {
  workspaceIds: readonly string[];
  before: Date;
  batch: number;
  isDryRun: boolean;
  signal: AbortSignal;
  onProgress(done: PruneReport): void;
};

export type PruneReport = Pruned & { is_interrupted: boolean };

/**
 * Deletes events that were accepted before a moment, with their deliveries, attempts and details, oldest first and one
 * bounded transaction after the other. What is not over is kept. 409 when another prune is running.
 */
export async function pruneEvents(pool: pg.Pool, request: PruneRequest): Promise<PruneReport> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ is_free: boolean }>("select pg_try_advisory_lock($1) as is_free", [
      ADVISORY_LOCK,
    ]);
    if (rows[0]?.is_free !== true) throw new AppError("conflict", "Another prune is running on this database");
    const report = await walk(client, request);
    await client.query("select pg_advisory_unlock($1)", [ADVISORY_LOCK]);
    client.release();
    return report;
  } catch (error) {
    // The lock, and a transaction that was begun, go with the connection.
    client.release(true);
    throw error;
  }
}

async function walk(client: pg.PoolClient, request: PruneRequest): Promise<PruneReport> {
  const total: PruneReport = { events: 0, rule_events: 0, attempts: 0, kept: 0, is_interrupted: false };
  const runBatch = request.isDryRun ? countBatch : pruneBatch;
  for (const workspaceId of request.workspaceIds) {
    for (let after: string | undefined = FIRST_ID; after !== undefined;) {
      if (request.signal.aborted) return { ...total, is_interrupted: true };
      const ids = await nextEvents(client, workspaceId, after, request);
      if (ids.length > 0) add(total, await runBatch(client, ids));
      // Events that are kept are passed over by the position.
      after = ids.length < request.batch ? undefined : ids.at(-1);
      request.onProgress(total);
    }
  }
  return total;
}

/** Ids are UUIDv7, so the index of the event lists gives the oldest first and ends at the moment. */
async function nextEvents(
  client: pg.PoolClient,
  workspaceId: string,
  after: string,
  { before, batch }: PruneRequest,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from events where workspace_id = $1 and id > $2 and id < $3 and created_at < $4 order by id limit $5`,
    [workspaceId, after, uuidv7At(before.getTime()), before, batch],
  );
  return rows.map(({ id }) => id);
}

function add(total: Pruned, found: Pruned): void {
  total.events += found.events;
  total.rule_events += found.rule_events;
  total.attempts += found.attempts;
  total.kept += found.kept;
}
