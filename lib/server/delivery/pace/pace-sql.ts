import { dueCondition, type ClaimKind } from "../claim-sql.ts";

/** Paces as a relation `paces`, from the five parameters that `paceColumns` fills, the first of them at `first`. */
export const pacesFrom = (first: number) => `
  paces as materialized (
    select * from unnest($${first}::text[], $${first + 1}::boolean[], $${first + 2}::float8[], $${first + 3}::float8[], $${first + 4}::int[])
      as t(type, is_shared, cost, per_second, concurrency)
  )`;

/**
 * The paced ones among `due` (id, type, workspace_id) that have something due: the key of their bucket, and from when on
 * it has enough for one delivery and the provider lets them.
 */
export const pacedAmong = (kind: ClaimKind, due: string) => `
  select d.id, d.workspace_id, d.type, l.concurrency, k.key, p.key is null as is_new,
    coalesce(
      greatest(own.blocked_until, p.refilled_at + greatest(0, l.cost - p.tokens) / l.per_second * interval '1 second'),
      now()
    ) as ready_at
  from ${due} d
  join paces l on l.type = d.type
  cross join lateral (select case when l.is_shared then d.type else d.id::text end as key) k
  left join provider_pace own on own.key = d.id::text
  left join provider_pace p on p.key = k.key
  where exists (select from rule_events re where re.connection_id = d.id and ${dueCondition(kind)})`;
