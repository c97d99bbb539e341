-- As store-events, and remembers new event types and resources of the events that are stored. Used only when there are
-- some, which is seldom.
--
-- Strategy: a workspace remembers 1,000 keys of each kind. Each catalog is counted up to that, and the new keys take the
-- places that are left in order of their names. Statements that run at the same moment may each go over it by what they
-- carry.
-- Locks: only rows that it makes. Keys are written in order of workspace and key, so that two statements with the same
-- new keys do not wait in a circle.
with candidates as (
  select * from unnest(:ids::uuid[], :workspace_ids::uuid[], :events::text[], :resources::text[], :resource_ids::text[],
    :payloads::text[], :created_bys::text[], :created_ats::timestamptz[])
    as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at)
), matched as (
  select c.*, m.n, m.rule_ids, m.connection_ids, m.types
  from candidates c cross join lateral (
    select count(*)::int as n, array_agg(r.id) as rule_ids, array_agg(r.connection_id) as connection_ids,
      array_agg(r.type) as types
    from (
      select id, connection_id, type from rules
      where workspace_id = c.workspace_id and event = c.event and active and deleted_at is null
        and coalesce(resource, '') = any (array['', c.resource])
        and coalesce(resource_id, '') = any (array['', c.resource_id])
      limit :matches_max::int + 1
    ) r
  ) m
), new_events as (
  insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at,
    completed_at)
  select i.id, i.workspace_id, i.event, i.resource, i.resource_id,
    case when i.n = 0 then 'completed' else 'pending' end, i.n,
    i.payload::json, i.created_by, i.created_at, case when i.n = 0 then i.created_at end
  from matched i where coalesce(i.n <= :matches_max::int, true)
), new_rule_events as (
  insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
  select meshes_uuidv7(), i.id, i.workspace_id, r.connection_id, r.rule_id, r.type, 'pending',
    date_trunc('milliseconds', now()), i.created_at
  from matched i cross join lateral unnest(i.rule_ids, i.connection_ids, i.types) as r (rule_id, connection_id, type)
  where coalesce(i.n <= :matches_max::int, true)
  returning connection_id
), known_event_types as (
  select w.id, (select count(*) from (select from event_types e where e.workspace_id = w.id limit 1000) k) as n
  from (select distinct id from unnest(:new_type_workspace_ids::uuid[]) as u (id)) w
), new_event_types as (
  insert into event_types (id, workspace_id, key, label, created_by)
  select t.id, t.workspace_id, t.key, t.key, t.created_by
  from (
    select u.*, row_number() over (partition by u.workspace_id order by u.key) as place
    from unnest(:new_type_ids::uuid[], :new_type_workspace_ids::uuid[], :new_type_keys::text[],
      :new_type_created_bys::text[]) as u (id, workspace_id, key, created_by)
    where exists (
      select from matched c where c.workspace_id = u.workspace_id and c.event = u.key
        and coalesce(c.n <= :matches_max::int, true)
    )
  ) t
  join known_event_types k on k.id = t.workspace_id
  where k.n + t.place <= 1000
  order by t.workspace_id, t.key
  on conflict do nothing
), known_resources as (
  select w.id, (select count(*) from (select from resources e where e.workspace_id = w.id limit 1000) k) as n
  from (select distinct id from unnest(:new_resource_workspace_ids::uuid[]) as u (id)) w
), new_resources as (
  insert into resources (id, workspace_id, key, label, created_by)
  select t.id, t.workspace_id, t.key, t.key, t.created_by
  from (
    select u.*, row_number() over (partition by u.workspace_id order by u.key) as place
    from unnest(:new_resource_ids::uuid[], :new_resource_workspace_ids::uuid[], :new_resource_keys::text[],
      :new_resource_created_bys::text[]) as u (id, workspace_id, key, created_by)
    where exists (
      select from matched c where c.workspace_id = u.workspace_id and c.resource = u.key
        and coalesce(c.n <= :matches_max::int, true)
    )
  ) t
  join known_resources k on k.id = t.workspace_id
  where k.n + t.place <= 1000
  order by t.workspace_id, t.key
  on conflict do nothing
)
select connections, case when connections is not null and :wakes_all then pg_notify(:work_channel, '') end as notified,
  (select coalesce(json_agg(id), '[]') from matched where n > :matches_max::int) as wide
from (select array_agg(distinct connection_id) as connections from new_rule_events) c
