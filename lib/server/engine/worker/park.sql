-- Due deliveries of connections that are inactive begin to wait, a batch at a time. An attempt that was cut off is recorded
-- as interrupted. Answers what changed: statements after this one, in the same transaction, roll their events up and note
-- their problems.
-- Locks: rule events, and their connection in share mode: otherwise one that is saved in this moment would leave its
-- deliveries waiting. Both skip what somebody else holds.
with picked as (
  select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started, re.problem_id as was_in,
    c.inactive_reason
  from unnest(:workspace_ids::uuid[], :connection_ids::uuid[]) dc (workspace_id, connection_id)
  join connections c on c.id = dc.connection_id and not c.active and c.deleted_at is null
  join rule_events re on re.workspace_id = dc.workspace_id and re.connection_id = dc.connection_id
    and re.ready and re.due_at <= now() and not re.cancel_requested and re.waiting_since is null
  limit :batch for update of re skip locked for share of c skip locked
), changed as (
  update rule_events re
  set lease_token = null, cancel_requested = false,
      status = 'retrying', waiting_since = now(), last_error = 'The connection is inactive',
      lost_leases = re.lost_leases + p.was_running::int, due_at = now() + :wait_seconds * interval '1 second'
  from picked p where re.id = p.id
  returning re.*, p.was_running, p.was_started, p.was_in, p.inactive_reason
), interrupted as (
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, duration_ms, started_at, completed_at)
  select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, attempt_count, trigger,
    'internal_error', 'Interrupted: the worker stopped before the outcome was known',
    least(greatest(0, extract(epoch from now() - was_started) * 1000), 2147483647)::int, was_started, now()
  from changed where was_running
)
select c.id, c.event_id, c.was_in, c.workspace_id, c.connection_id, c.rule_id, c.inactive_reason, e.resource, e.resource_id
from changed c join events e on e.id = c.event_id
