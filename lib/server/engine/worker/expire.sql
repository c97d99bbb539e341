-- Fails deliveries whose connection did not become active again in time, a batch at a time. Answers their events, which are
-- rolled up by statements after this one, in the same transaction.
-- Locks: rule events, and their connection in share mode, as park. Both skip what somebody else holds.
with picked as (
  select re.id, re.status = 'processing' as was_running, re.attempt_started_at as was_started
  from unnest(:workspace_ids::uuid[], :connection_ids::uuid[]) dc (workspace_id, connection_id)
  join connections c on c.id = dc.connection_id and not c.active and c.deleted_at is null
  join rule_events re on re.workspace_id = dc.workspace_id and re.connection_id = dc.connection_id
    and re.ready and re.due_at <= now() and not re.cancel_requested and re.waiting_since is not null
  limit :batch for update of re skip locked for share of c skip locked
), changed as (
  update rule_events re
  set lease_token = null, cancel_requested = false,
      status = 'failed', due_at = null, completed_at = now(), waiting_since = null,
      last_error = 'The connection stayed inactive for 72 hours'
  from picked p where re.id = p.id
  returning re.*, p.was_running, p.was_started
), interrupted as (
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, duration_ms, started_at, completed_at)
  select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, attempt_count, trigger,
    'internal_error', 'Interrupted: the worker stopped before the outcome was known',
    least(greatest(0, extract(epoch from now() - was_started) * 1000), 2147483647)::int, was_started, now()
  from changed where was_running
)
select event_id from changed
