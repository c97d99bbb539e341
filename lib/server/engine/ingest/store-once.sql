-- Stores requests with an Idempotency-Key, each once: their keys with the answers, their events, and the rule events of
-- the rules that match these; and wakes the workers.
--
-- Strategy: as store-events. The keys are claimed by the same statement, so they exist if and only if their events do,
-- whatever happens when. A key belongs to its first request for 24 hours. Requests whose events match more than
-- :matches_max rules in all are answered as wide, and nothing of them is stored; null allows any number.
-- Locks: for each key an advisory lock that is tried and never waited for: a key that another node is storing in this
-- moment is left out, and the caller is told. Then only rows that it makes, and expired rows of its keys.
with candidates as (
  select * from unnest(:ids::uuid[], :workspace_ids::uuid[], :events::text[], :resources::text[], :resource_ids::text[],
    :payloads::text[], :created_bys::text[], :created_ats::timestamptz[], :idempotency_keys::text[])
    as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at, idempotency_key)
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
), wide as (
  select workspace_id, idempotency_key as key from matched group by 1, 2 having sum(n) > :matches_max::int
), claimed as (
  insert into idempotency_keys as k (workspace_id, key, body_hash, answer)
  select t.workspace_id, t.key, t.body_hash, t.answer::json
  from unnest(:request_workspace_ids::uuid[], :request_keys::text[], :body_hashes::text[], :answers::text[])
    as t(workspace_id, key, body_hash, answer)
  where (t.workspace_id, t.key) not in (select workspace_id, key from wide)
    and pg_try_advisory_xact_lock(hashtextextended(t.key, hashtext(t.workspace_id::text)))
  on conflict (workspace_id, key) do update
    set body_hash = excluded.body_hash, answer = excluded.answer, created_at = excluded.created_at
    where k.created_at <= now() - interval '24 hours'
  returning k.workspace_id, k.key
), new_events as (
  insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at,
    completed_at)
  select i.id, i.workspace_id, i.event, i.resource, i.resource_id,
    case when i.n = 0 then 'completed' else 'pending' end, i.n,
    i.payload::json, i.created_by, i.created_at, case when i.n = 0 then i.created_at end
  from matched i where (i.workspace_id, i.idempotency_key) in (select workspace_id, key from claimed)
), new_rule_events as (
  insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
  select meshes_uuidv7(), i.id, i.workspace_id, r.connection_id, r.rule_id, r.type, 'pending',
    date_trunc('milliseconds', now()), i.created_at
  from matched i cross join lateral unnest(i.rule_ids, i.connection_ids, i.types) as r (rule_id, connection_id, type)
  where (i.workspace_id, i.idempotency_key) in (select workspace_id, key from claimed)
  returning connection_id
)
select connections, case when connections is not null and :wakes_all then pg_notify(:work_channel, '') end as notified,
  (select coalesce(json_agg(json_build_object('workspaceId', workspace_id, 'key', key)), '[]') from claimed) as claimed,
  (select coalesce(json_agg(json_build_object('workspaceId', workspace_id, 'key', key)), '[]') from wide) as wide
from (select array_agg(distinct connection_id) as connections from new_rule_events) c
