-- Cancels deliveries that were canceled while an attempt ran which was then cut off, a batch at a time. The attempt is
-- recorded as interrupted. Answers what changed: statements after this one, in the same transaction, roll their events up
-- and note their problems.
-- Strategy: by the partial index rule_events_cancel_requested (due_at), which is nearly always empty.
-- Locks: rule events, skipping what somebody else holds.
with picked as (
  select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started, re.problem_id as was_in
  from rule_events re where re.cancel_requested and re.due_at <= now()
  limit :batch for update of re skip locked
), changed as (
  update rule_events re
  set lease_token = null, cancel_requested = false,
      status = 'canceled', due_at = null, completed_at = now(), waiting_since = null, problem_id = null
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
select id, event_id, was_in from changed
