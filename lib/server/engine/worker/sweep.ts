import type { SQL } from "drizzle-orm";
import type pg from "pg";
import type { Transaction } from "#lib/server/db/database.ts";
import { rollUpEvents } from "#lib/server/db/queries/rule-events.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { deleteExpiredKeys } from "#lib/server/engine/ingest/known-keys.ts";
import { LOST_LEASES_MAX } from "#lib/server/engine/queue/leases.ts";
import { WAIT_FOR_CONNECTION_MS } from "#lib/server/engine/queue/record.ts";

const BATCH = 1_000;
/** How many connections one sweep takes in. */
export const PAGE = 1_000;

const OF_PAGE = ["workspace_ids", "connection_ids", "batch"] as const;
const PARK = loadStatement(import.meta.dirname, "park", [...OF_PAGE, "wait_seconds"]);
export const EXPIRE = loadStatement(import.meta.dirname, "expire", OF_PAGE);
const CANCEL_ORPHANS = loadStatement(import.meta.dirname, "cancel-orphans", OF_PAGE);
const CANCEL_REQUESTED = loadStatement(import.meta.dirname, "cancel-requested", ["batch"]);
export const GIVE_UP = loadStatement(import.meta.dirname, "give-up", ["batch", "error"]);
export const FIND_READY = loadStatement(import.meta.dirname, "find-ready", ["after_workspace", "after_connection"]);

const GIVEN_UP = `Gave up: ${LOST_LEASES_MAX} times in a row the worker stopped before the outcome was known`;

type Pair = { workspace_id: string; connection_id: string };
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const START: Pair = { workspace_id: FIRST_ID, connection_id: FIRST_ID };

export function readyPageQuery({ workspace_id: workspace, connection_id: connection }: Pair = START): pg.QueryConfig {
  return FIND_READY.prepared({ after_workspace: workspace, after_connection: connection });
}

/**
 * What the claim leaves aside: inactive connections, rules that are gone, attempts that were canceled.
 * And what nobody asks for any more. Each sweep takes in as many connections as a page holds and goes on after them.
 */
export function createSweep(
  app: Pick<ConnectionsApp, "db" | "log"> & { pool: pg.Pool },
): () => Promise<"more" | "idle"> {
  let position = START;

  return async () => {
    const givenUp = await app.db.transaction((tx) => run(tx, GIVE_UP.sql({ batch: BATCH, error: GIVEN_UP })));
    if (givenUp > 0)
      app.log.error({ deliveries: givenUp }, "Deliveries were given up: each ended its worker repeatedly");
    const { rows: pairs } = await app.pool.query<Pair>(readyPageQuery(position));
    let isFull = false;
    for (const statement of [CANCEL_REQUESTED.sql({ batch: BATCH }), ...changesOf(pairs)]) {
      const changed = await app.db.transaction((tx) => run(tx, statement));
      isFull ||= changed === BATCH;
    }
    // A page of which a batch did not take everything is taken again.
    const isLast = pairs.length < PAGE;
    if (!isFull) position = (isLast ? undefined : pairs.at(-1)) ?? START;
    const expired = await deleteExpiredKeys(app.db, BATCH);
    return isFull || !isLast || expired === BATCH ? "more" : "idle";
  };
}

/** What becomes of the due deliveries of these connections that no claim takes. */
function changesOf(pairs: readonly Pair[]): SQL[] {
  if (pairs.length === 0) return [];
  const page = {
    workspace_ids: pairs.map((pair) => pair.workspace_id),
    connection_ids: pairs.map((pair) => pair.connection_id),
    batch: BATCH,
  };
  return [
    PARK.sql({ ...page, wait_seconds: WAIT_FOR_CONNECTION_MS / 1000 }),
    EXPIRE.sql(page),
    CANCEL_ORPHANS.sql(page),
  ];
}

async function run(tx: Transaction, statement: SQL): Promise<number> {
  const { rows } = await tx.execute<{ event_id: string }>(statement);
  await rollUpEvents(
    tx,
    rows.map((row) => row.event_id),
  );
  return rows.length;
}
