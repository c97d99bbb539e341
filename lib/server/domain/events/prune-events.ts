import type pg from "pg";
import { settleProblems } from "#lib/server/db/queries/problems.ts";
import { LOCK_EVENTS } from "#lib/server/db/queries/rule-events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7At } from "#lib/server/runtime/ids.ts";

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

// Locked as everywhere: rule events first, events second, in order of id, and their problems last. What somebody holds (a retry, a worker) is
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
  await client.query(LOCK_EVENTS.unprepared({ event_ids: doomed }));
  const { rows: ruleEvents } = await client.query<{ id: string; problem_id: string | null }>(
    "delete from rule_events where event_id = any($1::uuid[]) returning id, problem_id",
    [doomed],
  );
  const attempts = await queryIds(client, "delete from attempts where rule_event_id = any($1::uuid[]) returning id", [
    ruleEvents.map(({ id }) => id),
  ]);
  await client.query("delete from attempt_details where attempt_id = any($1::uuid[])", [attempts]);
  const { rowCount } = await client.query("delete from events where id = any($1::uuid[])", [doomed]);
  const left = ruleEvents.map(({ problem_id: problemId }) => problemId);
  await settleProblems(client, { sightings: [], left, healed: [] });
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
