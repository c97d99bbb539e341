import type { AppContext } from "../app-context.ts";
import type { Transaction } from "../db/database.ts";
import { sql, type SQL } from "drizzle-orm";
import { rollUpEvents } from "../rule-events/roll-up.ts";
import { WAIT_FOR_CONNECTION_MS } from "./record.ts";

const BATCH = 1_000;

/** Due deliveries of connections that are switched off start to wait. */
const PARK = sql`
  update rule_events set status = 'retrying', waiting_since = now(), lease_token = null,
    due_at = now() + ${WAIT_FOR_CONNECTION_MS / 1000} * interval '1 second',
    last_error = 'The connection is switched off'
  where id in (
    select re.id from due_connections dc join connections c on c.id = dc.connection_id and not c.active and c.deleted_at is null
    join rule_events re on re.connection_id = c.id and re.due_at <= now() and re.waiting_since is null
    limit ${BATCH} for update of re skip locked)
  returning event_id`;

/** A connection that was not repaired in time: its waiting deliveries fail. */
const EXPIRE = sql`
  update rule_events set status = 'failed', due_at = null, completed_at = now(), waiting_since = null,
    last_error = 'The connection stayed switched off for 72 hours'
  where id in (
    select re.id from due_connections dc join connections c on c.id = dc.connection_id and not c.active
    join rule_events re on re.connection_id = c.id and re.due_at <= now() and re.waiting_since is not null
    limit ${BATCH} for update of re skip locked)
  returning event_id`;

/** Deliveries that were matched in the moment their rule or connection was deleted. */
const CANCEL_ORPHANS = sql`
  update rule_events set status = 'canceled', due_at = null, completed_at = now(), waiting_since = null
  where id in (
    select re.id from due_connections dc join connections c on c.id = dc.connection_id
    join rule_events re on re.connection_id = c.id and re.due_at <= now()
    join rules r on r.id = re.rule_id and (r.deleted_at is not null or c.deleted_at is not null)
    limit ${BATCH} for update of re skip locked)
  returning event_id`;

const HAS_ORPHANS = sql`
  select exists (
    select from due_connections dc join rules r on r.connection_id = dc.connection_id
    where r.deleted_at > now() - interval '1 hour'
  ) as found`;

/** What the claim leaves aside: connections that are switched off, rules that are gone. Runs every second. */
export async function sweep(app: Pick<AppContext, "db">): Promise<void> {
  await change(app, PARK);
  await change(app, EXPIRE);
  const { rows } = await app.db.execute<{ found: boolean }>(HAS_ORPHANS);
  if (rows[0]?.found === true) await change(app, CANCEL_ORPHANS);
}

async function change(app: Pick<AppContext, "db">, statement: SQL): Promise<void> {
  await app.db.transaction(async (tx: Transaction) => {
    const { rows } = await tx.execute<{ event_id: string }>(statement);
    await rollUpEvents(tx, rows.map((row) => row.event_id));
  });
}
