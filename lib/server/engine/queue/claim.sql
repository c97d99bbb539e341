-- Claims from each active connection as many deliveries as it was given places: the oldest first.
--
-- Strategy: for each connection a short scan of rule_events_ready (workspace_id, connection_id, due_at), which holds
-- only what is due, up to its places. What lost its lease twice in a row is left to claim-quarantined. An attempt whose
-- lease ran out is taken over and recorded as interrupted, so nothing that was sent goes unrecorded. Attempt numbers
-- fence late results: a worker that lost its lease can no longer write.
-- Locks: rule events first, skipping what another worker holds, so that nobody waits here; then their events in order
-- of id. An event's status is judged under its lock, as in every roll-up.
-- Cost: the same with 20,000 connections that wait for a retry as with 100, at most 250 pages (claim-cost.test.ts).
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
      and re.due_at <= now() and not re.cancel_requested and re.ready and re.lost_leases < 2
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
