-- Looks for connections that have deliveries which could start now, how many up to a limit, and at what pace their
-- provider lets them go.
--
-- Strategy: a loose scan of rule_events_ready in a circle, from the workspace where the last look ended. It costs as many
-- index probes as there are workspaces, and connections within each, that have something ready. What is due later, or in
-- flight, is in another index and costs nothing here. One look takes in 64 workspaces and 16 connections of each. Then
-- each row is found by its index, whatever the planner thinks of the size of the scan: hence the laterals with a limit.
-- Providers count as one origin each, webhooks by the origin of their address. Attempts under an expired lease do not
-- count as running: they are what is taken over.
-- Locks: none.
-- Cost: the same with 20,000 connections that wait for a retry as with 100, at most 250 pages (claim-cost.test.ts).
with recursive paces as materialized (
  select * from unnest(
    (select :types::text[]), (select :are_shared::boolean[]), (select :costs::float8[]),
    (select :per_second::float8[]), (select :concurrencies::int[]))
    as t(type, is_shared, cost, per_second, concurrency)
), from_here as (
  (select workspace_id from rule_events
   where ready and due_at is not null and workspace_id > :after_workspace order by workspace_id limit 1)
  union all
  select (
    select r.workspace_id from rule_events r
    where r.ready and r.due_at is not null and r.workspace_id > w.workspace_id order by r.workspace_id limit 1
  ) from from_here w where w.workspace_id is not null
), from_start as (
  (select workspace_id from rule_events where ready and due_at is not null order by workspace_id limit 1)
  union all
  select (
    select r.workspace_id from rule_events r
    where r.ready and r.due_at is not null and r.workspace_id > w.workspace_id order by r.workspace_id limit 1
  ) from from_start w where w.workspace_id < :after_workspace
), turn as (
  select workspace_id from (
    select workspace_id from from_here where workspace_id is not null
    union all
    select workspace_id from from_start where workspace_id <= :after_workspace
  ) w limit 64
), pairs as (
  select t.workspace_id, c.connection_id
  from turn t
  left join unnest((select :seen_workspaces::uuid[]), (select :seen_connections::uuid[])) as seen(workspace_id, connection_id)
    on seen.workspace_id = t.workspace_id
  cross join lateral (
    with recursive found as (
      (select r.connection_id from rule_events r
       where r.ready and r.due_at is not null and r.workspace_id = t.workspace_id
         and r.connection_id > coalesce(seen.connection_id, '00000000-0000-0000-0000-000000000000')
       order by r.connection_id limit 1)
      union all
      select (
        select r.connection_id from rule_events r
        where r.ready and r.due_at is not null and r.workspace_id = t.workspace_id and r.connection_id > f.connection_id
        order by r.connection_id limit 1
      ) from found f where f.connection_id is not null
    )
    select connection_id from found where connection_id is not null limit 16
  ) c
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
      and re.due_at <= now() and not re.cancel_requested and re.ready and re.lost_leases < 2
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
