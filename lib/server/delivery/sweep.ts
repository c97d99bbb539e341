import { sql, type SQL } from "drizzle-orm";
import type { AppContext } from "../app-context.ts";
import type { Transaction } from "../db/database.ts";
import { deleteExpiredKeys } from "../ingest/delete-expired-keys.ts";
import { rollUpEvents } from "../rule-events/roll-up.ts";
import { insertInterrupted } from "./interrupted.ts";
import { LOST_LEASES_MAX } from "./lost-leases.ts";
import { WAIT_FOR_CONNECTION_MS } from "./record.ts";

const BATCH = 1_000;

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
const OF_INACTIVE = sql`
  from due_connections dc
  join connections c on c.id = dc.connection_id and not c.active and c.deleted_at is null
  join rule_events re on re.connection_id = c.id and re.due_at <= now() and not re.cancel_requested`;
const LOCK_BOTH = sql`limit ${BATCH} for update of re skip locked for share of c skip locked`;

/** Due deliveries of connections that are switched off start to wait. */
const PARK = change(
  sql`${OF_INACTIVE} and re.waiting_since is null ${LOCK_BOTH}`,
  sql`status = 'retrying', waiting_since = now(), last_error = 'The connection is switched off',
    lost_leases = re.lost_leases + p.was_running::int,
    due_at = now() + ${WAIT_FOR_CONNECTION_MS / 1000} * interval '1 second'`,
);

/** A connection that was not repaired in time: its waiting deliveries fail. */
const EXPIRE = change(
  sql`${OF_INACTIVE} and re.waiting_since is not null ${LOCK_BOTH}`,
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
const CANCEL_ORPHANS = change(
  sql`
    from due_connections dc
    cross join lateral (select min(due_at) as oldest from rule_events where connection_id = dc.connection_id and due_at is not null) d
    join rules r on r.connection_id = dc.connection_id and r.deleted_at > d.oldest - interval '1 hour'
    join rule_events re on re.connection_id = dc.connection_id and re.rule_id = r.id and re.due_at <= now() ${LOCK}`,
  TO_CANCELED,
);

/**
 * What the claim leaves aside: connections that are switched off, rules that are gone, attempts that were canceled.
 * And what nobody asks for any more.
 */
export async function sweep(app: Pick<AppContext, "db" | "log">): Promise<"more" | "idle"> {
  const givenUp = await app.db.transaction((tx) => run(tx, GIVE_UP));
  if (givenUp > 0) app.log.error({ deliveries: givenUp }, "Deliveries were given up: each ended its worker repeatedly");
  let isMore = false;
  for (const statement of [PARK, EXPIRE, CANCEL_REQUESTED, CANCEL_ORPHANS]) {
    const changed = await app.db.transaction((tx) => run(tx, statement));
    isMore ||= changed === BATCH;
  }
  const expired = await deleteExpiredKeys(app.db, BATCH);
  return isMore || expired === BATCH ? "more" : "idle";
}

async function run(tx: Transaction, statement: SQL): Promise<number> {
  const { rows } = await tx.execute<{ event_id: string }>(statement);
  await rollUpEvents(
    tx,
    rows.map((row) => row.event_id),
  );
  return rows.length;
}
