-- Cancels deliveries that were matched, or started again, in the moment their rule or connection was deleted, a batch at a
-- time. Answers what changed: statements after this one, in the same transaction, roll their events up and note their
-- problems.
-- Strategy: only rules that were deleted not long before the oldest due delivery of their connection can have any, so
-- that old deletions cost nothing.
-- Locks: rule events, skipping what somebody else holds.
with picked as (
  select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started, re.problem_id as was_in
  from unnest(:workspace_ids::uuid[], :connection_ids::uuid[]) dc (workspace_id, connection_id)
  cross join lateral (
    select min(due_at) as oldest from rule_events
    where workspace_id = dc.workspace_id and connection_id = dc.connection_id and ready and due_at is not null
  ) d
  join rules r on r.connection_id = dc.connection_id and r.deleted_at > d.oldest - interval '1 hour'
  join rule_events re on re.workspace_id = dc.workspace_id and re.connection_id = dc.connection_id and re.rule_id = r.id
    and re.ready and re.due_at <= now()
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
