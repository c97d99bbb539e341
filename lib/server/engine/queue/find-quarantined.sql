-- Looks for connections that have deliveries in quarantine which could start now, and at what pace their provider lets
-- them go.
--
-- Strategy: the connections of the 100 that have been due longest, by the partial index rule_events_suspect (due_at),
-- which holds only what lost its lease twice in a row or more. The bound of 2 is written out, because the planner must
-- see that. Then each row is found by its index, as in find-due. An attempt that would be the fifth to be lost is left
-- to the sweep, which gives its delivery up.
-- Locks: none.
with paces as materialized (
  select * from unnest(
    (select :types::text[]), (select :are_shared::boolean[]), (select :costs::float8[]),
    (select :per_second::float8[]), (select :concurrencies::int[]))
    as t(type, is_shared, cost, per_second, concurrency)
), pairs as (
  select distinct workspace_id, connection_id from (
    select workspace_id, connection_id from rule_events
    where lost_leases >= 2 and due_at <= now()
    order by due_at limit 100
  ) s
)
select p.workspace_id, p.connection_id, c.organization_id, c.type, c.origin, coalesce(d.due, 0) as due,
  pace.key, pace.is_new, pace.ready_in_ms, pace.concurrency, pace.running
from pairs p
left join lateral (
  select c.id, c.type, w.organization_id,
    coalesce(lower(substring(c.metadata ->> 'url' from '^[^/]+//[^/?#]+')), c.type) as origin
  from connections c join workspaces w on w.id = c.workspace_id
  where c.id = p.connection_id and c.active and c.deleted_at is null limit 1
) c on true
left join lateral (
  select count(*)::int as due from (
    select from rule_events re
    where c.id is not null and c.id <> all(:full_connections::uuid[])
      and re.workspace_id = p.workspace_id and re.connection_id = p.connection_id
      and re.due_at <= now() and not re.cancel_requested and re.lost_leases >= 2
      and (re.status <> 'processing' or re.lost_leases < 4)
    limit (select :due_max::int)
  ) re
) d on true
left join lateral (
  select k.key, bucket.key is null as is_new, l.concurrency,
    coalesce(ceil(extract(epoch from greatest(
      own.blocked_until, bucket.refilled_at + greatest(0, l.cost - bucket.tokens) / l.per_second * interval '1 second'
    ) - now()) * 1000), 0)::float8 as ready_in_ms,
    case when l.concurrency is not null then (
      select count(*) from rule_events
      where workspace_id = p.workspace_id and status = 'processing' and due_at > now() and connection_id = p.connection_id
    )::int end as running
  from paces l
  cross join lateral (select case when l.is_shared then l.type else p.connection_id::text end as key) k
  left join provider_pace own on own.key = p.connection_id::text
  left join provider_pace bucket on bucket.key = k.key
  where l.type = c.type and d.due > 0
) pace on true
