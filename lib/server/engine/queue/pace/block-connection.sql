-- Keeps all deliveries of a connection back for at least this time; the latest wish counts when it is longer. A
-- transaction of its own: within the one that writes an outcome it would wait for locks in another order than a claim.
-- Locks: the one bucket.
insert into provider_pace (key, tokens, blocked_until) values (:key, :tokens, now() + :block_ms * interval '1 millisecond')
on conflict (key) do update set blocked_until = greatest(provider_pace.blocked_until, excluded.blocked_until)
