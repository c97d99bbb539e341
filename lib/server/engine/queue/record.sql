-- Writes what became of a batch of attempts: the attempts, and the new states of their rule events. Answers, for each
-- attempt that was written, what became of its delivery, the problem that this was in, and whether it ends a problem of
-- its connection.
--
-- Strategy: writes only where this worker still holds the lease of this very attempt, so a late result changes nothing.
-- What is not over but has nowhere to go any more (canceled, or its rule or connection deleted) ends here. The events
-- are rolled up by statements after this one, in the same transaction, and their problems are noted last. What arrived
-- or was canceled is in no problem any more.
-- Locks: rule events in order of id. Connections that become inactive, and rules with a problem, were locked before.
with input as (
  select * from unnest(:ids::uuid[], :attempt_numbers::int[], :statuses::text[], :delays_ms::float8[], :retry_afters_ms::int[], :waits::boolean[],
    :messages::text[], :attempt_ids::uuid[], :outcome_codes::text[], :status_codes::int[], :durations_ms::int[],
    :triggers::text[], :warnings::jsonb[], :provider_codes::text[], :progresses::text[], :dns_ms::int[],
    :connect_ms::int[], :tls_ms::int[], :first_byte_ms::int[], :total_ms::int[])
    as t(id, attempt_number, status, delay_ms, retry_after_ms, waits, message, attempt_id, outcome_code, status_code, duration_ms,
      trigger, warnings, provider_code, progress, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
), held as (
  select i.*, c.active, re.problem_id,
    i.status = 'retrying' and (re.cancel_requested or r.deleted_at is not null or c.deleted_at is not null) as stops
  from (select * from input order by id) i
  cross join lateral (
    select re.rule_id, re.connection_id, re.cancel_requested, re.problem_id from rule_events re
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
      completed_at = case when h.status <> 'retrying' or h.stops then now() end,
      problem_id = case when h.status <> 'completed' and not h.stops then re.problem_id end
  from held h where re.id = h.id
  returning h.*, re.event_id, re.workspace_id, re.connection_id, re.rule_id, re.attempt_started_at, re.started_at,
    re.status as new_status, re.completed_at
), written as (
  insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, status_code, duration_ms, warnings, provider_code, progress, dns_ms, connect_ms, tls_ms,
    first_byte_ms, total_ms, retry_after_ms, started_at, completed_at)
  select attempt_id, id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
    outcome_code, message, status_code, duration_ms, warnings, provider_code, progress, dns_ms, connect_ms, tls_ms,
    first_byte_ms, total_ms, retry_after_ms, attempt_started_at, now()
  from done
)
select d.attempt_id as id, d.new_status as status, d.problem_id, d.attempt_started_at as started_at,
  d.new_status = 'completed' and exists (
    select from problems p
    where p.connection_id = d.connection_id and p.cause = 'connection' and p.state in ('open', 'acknowledged')
      and p.last_seen_at < d.attempt_started_at
  ) as heals
from done d
