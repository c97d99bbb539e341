-- Brings events up to date after their rule events changed in the same transaction. An event's status and counters are
-- a function of its rule events: processing when any is, else retrying, else pending, else failed, else canceled when
-- all are, else completed. The events must have been locked by lock-events before; this takes no more locks.
update events e
set status = r.status, completed_count = r.completed, failed_count = r.failed,
    started_at = coalesce(e.started_at, r.started_at),
    completed_at = case when r.status in ('completed', 'failed', 'canceled') then r.completed_at end
from (
  select event_id,
    case
      when bool_or(status = 'processing') then 'processing'
      when bool_or(status = 'retrying') then 'retrying'
      when bool_or(status = 'pending') then 'pending'
      when bool_or(status = 'failed') then 'failed'
      when bool_and(status = 'canceled') then 'canceled'
      else 'completed'
    end as status,
    (count(*) filter (where status = 'completed'))::int as completed,
    (count(*) filter (where status = 'failed'))::int as failed,
    min(started_at) as started_at,
    max(completed_at) as completed_at
  from rule_events where event_id = any((select :event_ids::uuid[])::uuid[]) group by event_id
) r
where e.id = r.event_id
