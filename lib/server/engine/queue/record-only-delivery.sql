-- As record, for deliveries that arrived, were in no problem, and are the only ones of their events: it rolls these up,
-- and resolves what was wrong with their connections. Answers the ids of the attempts that were written.
--
-- Strategy: the roll-up of an event with one delivery needs nothing that somebody else may be writing. So it is part of
-- the same statement, and the batch is one round trip instead of a transaction of five. A connection without a problem
-- costs one probe of problems_unresolved (connection_id) for the whole batch. What was sent and answered is joined last,
-- so that no step before carries the bodies along.
-- Locks: rule events in order of id, then their events in order of id, then problems in order of workspace and
-- fingerprint: the count of locked events makes these wait for those.
with input as (
  select * from unnest(:ids::uuid[], :attempt_numbers::int[], :messages::text[], :attempt_ids::uuid[],
    :outcome_codes::text[], :status_codes::int[], :durations_ms::int[], :triggers::text[], :warnings::jsonb[],
    :provider_codes::text[], :progresses::text[], :dns_ms::int[], :connect_ms::int[],
    :tls_ms::int[], :first_byte_ms::int[], :total_ms::int[])
    as t(id, attempt_number, message, attempt_id, outcome_code, status_code, duration_ms, trigger, warnings, provider_code,
      progress, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
), held as (
  select i.*
  from (select * from input order by id) i
  cross join lateral (
    select from rule_events re
    where re.id = i.id and re.attempt_count = i.attempt_number and re.lease_token = :lease_token and re.status = 'processing'
    for update
  ) re
), done as (
  update rule_events re
  set status = 'completed', due_at = null, waiting_since = null, schedule_step = re.schedule_step + 1,
      lease_token = null, lost_leases = 0, cancel_requested = false, trigger = 'scheduled', last_error = null,
      completed_at = now()
  from held h where re.id = h.id
  returning h.*, re.event_id, re.workspace_id, re.connection_id, re.rule_id, re.attempt_started_at, re.started_at,
    re.completed_at
), locked as (
  select e.id from events e where e.id in (select event_id from done) order by e.id for update
), rolled_up as (
  update events e
  set status = 'completed', completed_count = 1, failed_count = 0, started_at = coalesce(e.started_at, d.started_at),
      completed_at = d.completed_at
  from locked l join done d on d.event_id = l.id
  where e.id = l.id
), healed as (
  select p.id
  from (select connection_id, max(attempt_started_at) as started_at from done group by connection_id) d
  join problems p on p.connection_id = d.connection_id and p.cause = 'connection'
    and p.state in ('open', 'acknowledged') and p.last_seen_at < d.started_at
  where (select count(*) from locked) > 0
  order by p.workspace_id, p.fingerprint for update of p
), resolved as (
  update problems p set state = 'resolved', resolved_at = now() from healed h where p.id = h.id
), detailed as (
  insert into attempt_details (attempt_id, workspace_id, request, status_code, headers, body, truncated)
  select d.attempt_id, d.workspace_id, x.request, x.status_code, x.headers, x.body, x.truncated
  from unnest(:detail_ids::uuid[], :requests::jsonb[], :answer_codes::int[], :headers::jsonb[], :bodies::text[],
    :are_truncated::boolean[]) as x(attempt_id, request, status_code, headers, body, truncated)
  join done d on d.attempt_id = x.attempt_id
)
insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
  outcome_code, message, status_code, duration_ms, warnings, provider_code, progress, dns_ms, connect_ms, tls_ms,
  first_byte_ms, total_ms, started_at, completed_at)
select attempt_id, id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
  outcome_code, message, status_code, duration_ms, warnings, provider_code, progress, dns_ms, connect_ms, tls_ms,
  first_byte_ms, total_ms, attempt_started_at, now()
from done
returning id
