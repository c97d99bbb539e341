import type { SQL } from "drizzle-orm";
import type pg from "pg";
import type { InactiveReason } from "#lib/contracts/connections.ts";
import { settleProblemsIn } from "#lib/server/db/queries/problems.ts";
import { rollUpEvents } from "#lib/server/db/queries/rule-events.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { deleteExpiredKeys } from "#lib/server/engine/ingest/known-keys.ts";
import { groupSightings } from "#lib/server/engine/queue/group-sightings.ts";
import { LOST_LEASES_MAX } from "#lib/server/engine/queue/leases.ts";
import type { NotDelivered } from "#lib/server/engine/queue/problem-cause.ts";
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
    const givenUp = await inTransaction(app, {
      statement: GIVE_UP.sql({ batch: BATCH, error: GIVEN_UP }),
      why: gaveUp,
    });
    if (givenUp > 0)
      app.log.error({ deliveries: givenUp }, "Deliveries were given up: each ended its worker repeatedly");
    const { rows: pairs } = await app.pool.query<Pair>(readyPageQuery(position));
    let isFull = false;
    for (const step of [{ statement: CANCEL_REQUESTED.sql({ batch: BATCH }) }, ...stepsOf(pairs)]) {
      const changed = await inTransaction(app, step);
      isFull ||= changed === BATCH;
    }
    // A page of which a batch did not take everything is taken again.
    const isLast = pairs.length < PAGE;
    if (!isFull) position = (isLast ? undefined : pairs.at(-1)) ?? START;
    const expired = await deleteExpiredKeys(app.db, BATCH);
    return isFull || !isLast || expired === BATCH ? "more" : "idle";
  };
}

type Why = Pick<NotDelivered, "code" | "message" | "isAttempt">;
/** `why` says of what did not arrive which problem it is in; without it, nothing of this step is in one any more. */
type Step = { statement: SQL; why?: (row: StuckRow) => Why };

/** What changed, and the problem that it was in. What is canceled answers the first three only. */
type StuckRow = {
  id: string;
  event_id: string;
  was_in: string | null;
  workspace_id: string;
  connection_id: string;
  rule_id: string;
  inactive_reason: InactiveReason | null;
  resource: string;
  resource_id: string | null;
};

const gaveUp = (): Why => ({ code: "internal_error", message: GIVEN_UP, isAttempt: true });

const isInactive = ({ inactive_reason: reason }: StuckRow): Why => ({
  code: "connection_inactive",
  message: `The connection is inactive: ${reason}`,
  isAttempt: false,
});

/** What becomes of the due deliveries of these connections that no claim takes. */
function stepsOf(pairs: readonly Pair[]): Step[] {
  if (pairs.length === 0) return [];
  const page = {
    workspace_ids: pairs.map((pair) => pair.workspace_id),
    connection_ids: pairs.map((pair) => pair.connection_id),
    batch: BATCH,
  };
  return [
    { statement: PARK.sql({ ...page, wait_seconds: WAIT_FOR_CONNECTION_MS / 1000 }), why: isInactive },
    { statement: EXPIRE.sql(page), why: isInactive },
    { statement: CANCEL_ORPHANS.sql(page) },
  ];
}

/** How many deliveries the step changed. */
function inTransaction({ db }: Pick<ConnectionsApp, "db">, { statement, why }: Step): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<StuckRow>(statement);
    const eventIds = rows.map((row) => row.event_id);
    await rollUpEvents(tx, eventIds);
    const sightings = why === undefined ? [] : groupSightings(rows.map((row) => ({ ...toDelivery(row), ...why(row) })));
    const left = why === undefined ? rows.map((row) => row.was_in) : [];
    await settleProblemsIn(tx, { sightings, left, healed: [] });
    return rows.length;
  });
}

function toDelivery(row: StuckRow): Omit<NotDelivered, keyof Why> {
  return {
    ruleEventId: row.id,
    problemId: row.was_in,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    ruleId: row.rule_id,
    resource: row.resource,
    resourceId: row.resource_id,
    statusCode: null,
  };
}
