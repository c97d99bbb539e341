import { opaque } from "#lib/server/db/opaque.ts";

/** Paces as a relation `paces`, from the five parameters that `paceColumns` fills, the first of them at `first`. */
export const pacesFrom = (first: number) => `
  paces as materialized (
    select * from unnest(
      ${opaque(`$${first}::text[]`)}, ${opaque(`$${first + 1}::boolean[]`)}, ${opaque(`$${first + 2}::float8[]`)},
      ${opaque(`$${first + 3}::float8[]`)}, ${opaque(`$${first + 4}::int[]`)})
      as t(type, is_shared, cost, per_second, concurrency)
  )`;

/** How a connection stands with its provider's limits. */
export type ConnectionPace = {
  /** The bucket it draws from. */
  key: string;
  /** Nobody has drawn from it yet. */
  isNew: boolean;
  /** From when on the bucket has enough for one delivery and the provider lets them; 0 or less: now. */
  readyInMs: number;
  /** How many attempts may run at once, over all nodes, and how many do. */
  concurrency: number | undefined;
  running: number;
};

export type PaceRow = {
  key: string | null;
  is_new: boolean | null;
  ready_in_ms: number | null;
  concurrency: number | null;
  running: number | null;
};

export const PACE_COLUMNS = "pace.key, pace.is_new, pace.ready_in_ms, pace.concurrency, pace.running";

// Attempts under an expired lease are not running any more: they are what is taken over.
export const IS_RUNNING = "status = 'processing' and due_at > now()";

/** The pace of a connection of the relation `of` (workspace_id, connection_id); no row for a type without limits. */
export const paceOfConnection = (of: string, type: string) => `
  select k.key, bucket.key is null as is_new, l.concurrency,
    coalesce(ceil(extract(epoch from greatest(
      own.blocked_until, bucket.refilled_at + greatest(0, l.cost - bucket.tokens) / l.per_second * interval '1 second'
    ) - now()) * 1000), 0)::float8 as ready_in_ms,
    case when l.concurrency is not null then (
      select count(*) from rule_events
      where workspace_id = ${of}.workspace_id and ${IS_RUNNING} and connection_id = ${of}.connection_id
    )::int end as running
  from paces l
  cross join lateral (select case when l.is_shared then l.type else ${of}.connection_id::text end as key) k
  left join provider_pace own on own.key = ${of}.connection_id::text
  left join provider_pace bucket on bucket.key = k.key
  where l.type = ${type} and d.due > 0`;

export function toConnectionPace(row: PaceRow): ConnectionPace | undefined {
  if (row.key === null) return undefined;
  return {
    key: row.key,
    isNew: row.is_new === true,
    readyInMs: row.ready_in_ms ?? 0,
    concurrency: row.concurrency ?? undefined,
    running: row.running ?? 0,
  };
}
