-- Forgets buckets that nobody has drawn from for a week, 10,000 at a time. By then every bucket is full again, which is
-- what none means.
-- Locks: buckets, skipping what somebody else holds.
delete from provider_pace where key in (
  select key from provider_pace
  where refilled_at < now() - interval '7 days' and coalesce(blocked_until, '-infinity') < now() limit 10000
  for update skip locked
)
