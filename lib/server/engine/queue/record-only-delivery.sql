-- As record, for events that have no other delivery, and rolls these events up.
--
-- Strategy: the roll-up of an event with one delivery needs nothing that somebody else may be writing. So it is part of
-- the same statement, and the batch is one round trip instead of a transaction of five.
-- Locks: rule events in order of id, then their events in order of id.
with input as (
  select * from unnest(:ids::uuid[], :attempt_numbers::int[], :statuses::text[], :delays_ms::float8[], :waits::boolean[],
    :messages::text[], :attempt_ids::uuid[], :outcome_codes::text[], :status_codes::int[], :durations_ms::int[],
    :triggers::text[], :warnings::jsonb[], :provider_codes::text[])
    as t(id, attempt_number, status, delay_ms, waits, message, attempt_id, outcome_code, status_code, duration_ms,
      trigger, warnings, provider_code)
), held as (
  select i.*, c.active,
    i.status = 'retrying' and (re.cancel_requested or r.deleted_at is not null or c.deleted_at is not null) as stops
  from (select * from input order by id) i
  cross join lateral (
    select re.rule_id, re.connection_id, re.cancel_requested from rule_events re
    where re.id = i.id and re.attempt_count = i.attempt_number and re.lease_token = :lease_token and re.status = 'processing'
    for update
  ) re
  join rules r on r.id = re.rule_id
  join connections c on c.id = re.connection_id
), done as (
  update rule_events re
  set status = case when h.stops then 'canceled' else h.status end,
      due_at = case
        when h.status <> 'retrying' or h.stops then null
        when h.waits and h.active then now()
        else now() + h.delay_ms * interval '1 millisecond'
      end,
      waiting_since = case when h.waits and not h.stops and not h.active then now() end,
      schedule_step = re.schedule_step + case when h.waits then 0 else 1 end,
      lease_token = null, lost_leases = 0, cancel_requested = false, trigger = 'scheduled',
      last_error = case when h.status = 'completed' then null else h.message end,
      completed_at = case when h.status <> 'retrying' or h.stops then now() end
  from held h where re.id = h.id
  returning h.*, re.event_id, re.workspace_id, re.connection_id, re.rule_id, re.attempt_started_at, re.started_at,
    re.status as new_status, re.completed_at
), locked as (
  select e.id from events e where e.id in (select event_id from done) order by e.id for update
), rolled_up as (
  update events e
  set status = d.new_status, completed_count = (d.new_status = 'completed')::int,
      failed_count = (d.new_status = 'failed')::int, started_at = coalesce(e.started_at, d.started_at),
      completed_at = d.completed_at
  from locked l join done d on d.event_id = l.id
  where e.id = l.id
)
insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
  outcome_code, message, status_code, duration_ms, warnings, provider_code, started_at, completed_at)
select attempt_id, id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
  outcome_code, message, status_code, duration_ms, warnings, provider_code, attempt_started_at, now()
from done
returning id
