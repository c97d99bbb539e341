import { sql, type SQL } from "drizzle-orm";
import type pg from "pg";
import type { Transaction } from "#lib/server/db/database.ts";
import { rollUpEvents } from "#lib/server/db/queries/roll-up.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { deleteExpiredKeys } from "#lib/server/engine/ingest/delete-expired-keys.ts";
import { insertInterrupted } from "#lib/server/engine/queue/interrupted.ts";
import { LOST_LEASES_MAX } from "#lib/server/engine/queue/lost-leases.ts";
import { WAIT_FOR_CONNECTION_MS } from "#lib/server/engine/queue/record.ts";

const BATCH = 1_000;
const PAGE = 1_000;

/** Moves what `found` selects from due rule events (`re`) out of the queue; an attempt that was cut off leaves its trace. */
function change(found: SQL, assignments: SQL): SQL {
  return sql`
    with picked as (
      select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started ${found}
    ), changed as (
      update rule_events re set lease_token = null, cancel_requested = false, ${assignments}
      from picked p where re.id = p.id
      returning re.*, p.was_running, p.was_started
    ), interrupted as (${sql.raw(insertInterrupted("changed", "attempt_count"))})
    select event_id from changed`;
}

// The connection is locked too: otherwise one that is saved in this moment would leave its deliveries waiting.
const ofInactive = (page: SQL) => sql`
  from ${page} dc (workspace_id, connection_id)
  join connections c on c.id = dc.connection_id and not c.active and c.deleted_at is null
  join rule_events re on re.workspace_id = dc.workspace_id and re.connection_id = dc.connection_id
    and re.ready and re.due_at <= now() and not re.cancel_requested`;
const LOCK_BOTH = sql`limit ${BATCH} for update of re skip locked for share of c skip locked`;

/** Due deliveries of connections that are switched off start to wait. */
const park = (page: SQL) =>
  change(
    sql`${ofInactive(page)} and re.waiting_since is null ${LOCK_BOTH}`,
    sql`status = 'retrying', waiting_since = now(), last_error = 'The connection is switched off',
    lost_leases = re.lost_leases + p.was_running::int,
    due_at = now() + ${WAIT_FOR_CONNECTION_MS / 1000} * interval '1 second'`,
  );

/** A connection that was not repaired in time: its waiting deliveries fail. */
const expire = (page: SQL) =>
  change(
    sql`${ofInactive(page)} and re.waiting_since is not null ${LOCK_BOTH}`,
    sql`status = 'failed', due_at = null, completed_at = now(), waiting_since = null,
    last_error = 'The connection stayed switched off for 72 hours'`,
  );

const TO_CANCELED = sql`status = 'canceled', due_at = null, completed_at = now(), waiting_since = null`;
const LOCK = sql`limit ${BATCH} for update of re skip locked`;

/** Attempts that were cut off after somebody had canceled their delivery. */
const CANCEL_REQUESTED = change(
  sql`from rule_events re where re.cancel_requested and re.due_at <= now() ${LOCK}`,
  TO_CANCELED,
);

/** What ended its worker again and again is not tried any more: somebody has to look at it. */
const GIVE_UP = change(
  sql`
    from rule_events re
    where re.lost_leases >= ${sql.raw(String(LOST_LEASES_MAX - 1))} and re.status = 'processing' and re.due_at <= now()
      and not re.cancel_requested ${LOCK}`,
  sql`status = 'failed', due_at = null, completed_at = now(), lost_leases = 0,
    last_error = ${`Given up: ${LOST_LEASES_MAX} times in a row the worker stopped before the outcome was known`}`,
);

// Only rules that were deleted not long before the oldest due delivery can have any, so that old deletions cost nothing.
/** Deliveries that were matched, or started again, in the moment their rule or connection was deleted. */
const cancelOrphans = (page: SQL) =>
  change(
    sql`
    from ${page} dc (workspace_id, connection_id)
    cross join lateral (
      select min(due_at) as oldest from rule_events
      where workspace_id = dc.workspace_id and connection_id = dc.connection_id and ready and due_at is not null
    ) d
    join rules r on r.connection_id = dc.connection_id and r.deleted_at > d.oldest - interval '1 hour'
    join rule_events re on re.workspace_id = dc.workspace_id and re.connection_id = dc.connection_id and re.rule_id = r.id
      and re.ready and re.due_at <= now() ${LOCK}`,
    TO_CANCELED,
  );

type Pair = { workspace_id: string; connection_id: string };
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const START: Pair = { workspace_id: FIRST_ID, connection_id: FIRST_ID };

/** The next connections with something ready, by a loose index scan: what is due later costs nothing. */
const READY_PAGE_SQL = `
  with recursive found as (
    (select workspace_id, connection_id from rule_events
     where ready and due_at is not null and (workspace_id, connection_id) > ($1::uuid, $2::uuid)
     order by workspace_id, connection_id limit 1)
    union all
    select next.workspace_id, next.connection_id from found f cross join lateral (
      select r.workspace_id, r.connection_id from rule_events r
      where r.ready and r.due_at is not null and (r.workspace_id, r.connection_id) > (f.workspace_id, f.connection_id)
      order by r.workspace_id, r.connection_id limit 1
    ) next
  )
  select workspace_id, connection_id from found limit ${PAGE}`;

export function readyPageQuery({ workspace_id: workspace, connection_id: connection }: Pair = START): pg.QueryConfig {
  return { name: "sweep-page", text: READY_PAGE_SQL, values: [workspace, connection] };
}

/**
 * What the claim leaves aside: connections that are switched off, rules that are gone, attempts that were canceled.
 * And what nobody asks for any more. Each sweep takes in as many connections as a page holds and goes on after them.
 */
export function createSweep(
  app: Pick<ConnectionsApp, "db" | "log"> & { pool: pg.Pool },
): () => Promise<"more" | "idle"> {
  let position = START;

  return async () => {
    const givenUp = await app.db.transaction((tx) => run(tx, GIVE_UP));
    if (givenUp > 0)
      app.log.error({ deliveries: givenUp }, "Deliveries were given up: each ended its worker repeatedly");
    const { rows: pairs } = await app.pool.query<Pair>(readyPageQuery(position));
    const page = asRelation(pairs);
    const changes = pairs.length === 0 ? [] : [park(page), expire(page), cancelOrphans(page)];
    let isFull = false;
    for (const statement of [CANCEL_REQUESTED, ...changes]) {
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

function asRelation(pairs: readonly Pair[]): SQL {
  const workspaces = `{${pairs.map((pair) => pair.workspace_id).join(",")}}`;
  const connections = `{${pairs.map((pair) => pair.connection_id).join(",")}}`;
  return sql`unnest(${workspaces}::uuid[], ${connections}::uuid[])`;
}

async function run(tx: Transaction, statement: SQL): Promise<number> {
  const { rows } = await tx.execute<{ event_id: string }>(statement);
  await rollUpEvents(
    tx,
    rows.map((row) => row.event_id),
  );
  return rows.length;
}
