-- Claims deliveries in quarantine: what lost its lease twice in a row or more. The worker asks for one at a time, so that
-- the one that ends its workers is found out, and others are not blamed for it.
--
-- Strategy: as claim, but the bound of 2 is written out, because the planner must see that the partial index
-- rule_events_suspect holds what is asked for. An attempt that would be the fifth to be lost is left to the sweep,
-- which gives its delivery up.
-- Locks: as claim. Rule events first, skipping what another worker holds, then their events in order of id.
with given as (
  select t.*
  from unnest((select :workspace_ids::uuid[]), (select :connection_ids::uuid[]), (select :places::int[]))
    as t(workspace_id, connection_id, places)
  join connections c on c.id = t.connection_id and c.active and c.deleted_at is null
), picked as (
  select d.id, d.status = 'processing' as was_running, d.attempt_started_at as was_started
  from given g
  cross join lateral (
    select re.id, re.status, re.attempt_started_at
    from rule_events re join rules r on r.id = re.rule_id and r.deleted_at is null
    where re.workspace_id = g.workspace_id and re.connection_id = g.connection_id
      and re.due_at <= now() and not re.cancel_requested and re.lost_leases >= 2
      and (re.status <> 'processing' or re.lost_leases < 4)
    order by re.due_at
    limit g.places
    for update of re skip locked
  ) d
), claimed as (
  update rule_events re
  set status = 'processing', attempt_count = re.attempt_count + 1, lease_token = :lease_token, attempt_started_at = now(),
      started_at = coalesce(re.started_at, now()), due_at = now() + make_interval(secs => :lease_seconds), ready = false,
      waiting_since = null, lost_leases = re.lost_leases + p.was_running::int
  from picked p where re.id = p.id
  returning re.*, p.was_running, p.was_started
), interrupted as (
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, duration_ms, started_at, completed_at)
  select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, attempt_count - 1, trigger,
    'internal_error', 'Interrupted: the worker stopped before the outcome was known',
    least(greatest(0, extract(epoch from now() - was_started) * 1000), 2147483647)::int, was_started, now()
  from claimed where was_running
), locked as (
  select e.id, e.status from events e where e.id in (select event_id from claimed) order by e.id for update
), started as (
  update events e set status = 'processing', started_at = coalesce(e.started_at, now()), completed_at = null
  from locked l where e.id = l.id and l.status <> 'processing'
)
select k.id, k.event_id, k.workspace_id, k.connection_id, k.rule_id, k.integration_type, k.attempt_count,
  k.schedule_step, k.trigger, k.problem_id, k.lost_leases > 0 as was_interrupted, e.event, e.resource, e.resource_id,
  e.payload::text as payload, e.total_rules = 1 as is_only_delivery,
  e.created_at as event_created_at, r.metadata as action, r.updated_at as rule_updated_at,
  r.problem is not null as rule_has_problem, c.updated_at as connection_updated_at
from claimed k
join events e on e.id = k.event_id
join rules r on r.id = k.rule_id
join connections c on c.id = k.connection_id
