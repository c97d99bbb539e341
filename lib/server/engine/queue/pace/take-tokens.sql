-- The last step of a paced claim: takes what the claimed deliveries cost from the buckets that lock-buckets locked.
update provider_pace p set tokens = t.tokens, refilled_at = p.refilled_at + t.elapsed_ms * interval '1 millisecond'
from unnest(:keys::text[], :tokens::float8[], :elapsed_ms::float8[]) as t(key, tokens, elapsed_ms) where p.key = t.key
