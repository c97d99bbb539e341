-- Extends the leases of attempts that take longer than one, where this worker still holds them.
-- Locks: rule events in order of id.
update rule_events set due_at = now() + make_interval(secs => :lease_seconds) where id in (
  select id from rule_events where id = any(:ids::uuid[]) and lease_token = :lease_token and status = 'processing'
  order by id for update
)
