import type pg from "pg";
import { LOCK_EVENTS_SQL } from "#lib/server/db/queries/roll-up.ts";

export type Pruned = {
  events: number;
  rule_events: number;
  attempts: number;
  /** Events that are old enough, but of which a delivery is not over, or is being changed in this moment. */
  kept: number;
};

/**
 * Deletes these events and everything of them, except those with open deliveries, in one transaction. When it throws
 * the caller drops the connection, and the transaction with it.
 */
export async function pruneBatch(client: pg.PoolClient, eventIds: readonly string[]): Promise<Pruned> {
  await client.query("begin");
  const pruned = await prune(client, eventIds);
  await client.query("commit");
  return pruned;
}

// Locked as everywhere: rule events first, events second, in order of id. What somebody holds (a retry, a worker) is
// skipped, so a prune neither waits nor takes a delivery away that is being started again.
const LOCK_OVER_SQL = `
  select id from rule_events where event_id = any($1::uuid[]) and due_at is null order by id for update skip locked`;
const KEPT_SQL = `
  select distinct re.event_id as id from rule_events re left join unnest($2::uuid[]) as locked(id) on locked.id = re.id
  where re.event_id = any($1::uuid[]) and locked.id is null`;

async function prune(client: pg.PoolClient, eventIds: readonly string[]): Promise<Pruned> {
  const locked = await queryIds(client, LOCK_OVER_SQL, [eventIds]);
  const kept = new Set(await queryIds(client, KEPT_SQL, [eventIds, locked]));
  const doomed = eventIds.filter((id) => !kept.has(id));
  await client.query(LOCK_EVENTS_SQL, [doomed]);
  const ruleEvents = await queryIds(client, "delete from rule_events where event_id = any($1::uuid[]) returning id", [
    doomed,
  ]);
  const attempts = await queryIds(client, "delete from attempts where rule_event_id = any($1::uuid[]) returning id", [
    ruleEvents,
  ]);
  await client.query("delete from attempt_details where attempt_id = any($1::uuid[])", [attempts]);
  const { rowCount } = await client.query("delete from events where id = any($1::uuid[])", [doomed]);
  return { events: rowCount ?? 0, rule_events: ruleEvents.length, attempts: attempts.length, kept: kept.size };
}

async function queryIds(client: pg.PoolClient, text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(text, values);
  return rows.map(({ id }) => id);
}

const COUNT_SQL = `
  with doomed as (
    select id from unnest($1::uuid[]) as t(id)
    where not exists (select from rule_events re where re.event_id = t.id and re.due_at is not null)
  ), of_rules as (
    select re.id from rule_events re join doomed d on d.id = re.event_id
  )
  select (select count(*) from doomed)::int as events, (select count(*) from of_rules)::int as rule_events,
    (select count(*) from attempts a join of_rules r on r.id = a.rule_event_id)::int as attempts`;

/** What `pruneBatch` would delete. */
export async function countBatch(client: pg.PoolClient, eventIds: readonly string[]): Promise<Pruned> {
  const { rows } = await client.query<Omit<Pruned, "kept">>(COUNT_SQL, [eventIds]);
  const [row] = rows;
  if (row === undefined) throw new Error("Counting a batch answered nothing");
  return { ...row, kept: eventIds.length - row.events };
}
