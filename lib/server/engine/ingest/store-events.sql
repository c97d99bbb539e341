-- Stores a batch of events with the rule events of the rules that match them, and wakes the workers.
--
-- Strategy: one statement, so one commit: the events, the rule events of the rules that match them in the same snapshot,
-- and the wake-up. The lateral join keeps the match a few index probes for each event, however many rules there are
-- (match-plan.test.ts), and its limit keeps what is found out about a fan-out small. Most batches are small, so what
-- every statement costs counts more than what each row does: rules stand in arrays beside their event, which needs no
-- join to find them again. Events that match more than :matches_max rules are answered as wide, and nothing of them is
-- stored; null allows any number.
-- Locks: only rows that it makes.
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
)
select connections, case when connections is not null and :wakes_all then pg_notify(:work_channel, '') end as notified,
  (select coalesce(json_agg(id), '[]') from matched where n > :matches_max::int) as wide
from (select array_agg(distinct connection_id) as connections from new_rule_events) c
