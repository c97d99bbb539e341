-- Fails deliveries whose attempt was the fifth in a row to lose its lease, a batch at a time: what ended its worker again
-- and again is not tried any more, and somebody has to look at it. Answers what changed: statements after this
-- one, in the same transaction, roll their events up and note their problems.
-- Strategy: by the partial index rule_events_suspect (due_at). The bound of 4 losses before this one is written out,
-- because the planner must see that the index holds what is asked for.
-- Locks: rule events, skipping what somebody else holds.
with picked as (
  select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started, re.problem_id as was_in
  from rule_events re
  where re.lost_leases >= 4 and re.status = 'processing' and re.due_at <= now() and not re.cancel_requested
  limit :batch for update of re skip locked
), changed as (
  update rule_events re
  set lease_token = null, cancel_requested = false,
      status = 'failed', due_at = null, completed_at = now(), lost_leases = 0, last_error = :error
  from picked p where re.id = p.id
  returning re.*, p.was_running, p.was_started, p.was_in
), interrupted as (
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, duration_ms, started_at, completed_at)
  select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, attempt_count, trigger,
    'internal_error', 'Interrupted: the worker stopped before the outcome was known',
    least(greatest(0, extract(epoch from now() - was_started) * 1000), 2147483647)::int, was_started, now()
  from changed where was_running
)
select c.id, c.event_id, c.was_in, c.workspace_id, c.connection_id, c.rule_id, null as inactive_reason, e.resource, e.resource_id
from changed c join events e on e.id = c.event_id
