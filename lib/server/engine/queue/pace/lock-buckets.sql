-- The first step of a paced claim: locks the buckets that nobody else holds, and says what they held when they were last
-- drawn from. Whoever holds a bucket counts and takes alone; then come count-running, claim and take-tokens.
-- The time that passed is counted in whole milliseconds, as it is stored, so that nothing is gained or lost by rounding.
-- Locks: buckets, before rule events, skipping what another worker holds.
select key, tokens, greatest(0, floor(extract(epoch from clock_timestamp() - refilled_at) * 1000))::float8 as elapsed_ms,
  coalesce(blocked_until > clock_timestamp(), false) as is_blocked
from provider_pace where key = any(:keys::text[]) for update skip locked
