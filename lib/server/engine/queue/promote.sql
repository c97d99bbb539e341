-- Makes ready what has become due: retries whose wait is over, and attempts whose lease ran out.
--
-- Strategy: the oldest first, 1,000 at a time, by the index rule_events_later (due_at), which holds only what is not
-- ready. From then on it stands in rule_events_ready, where claims look.
-- Locks: rule events, skipping what somebody else holds, so that nobody waits here.
update rule_events set ready = true where id in (
  select id from rule_events where not ready and due_at <= now() order by due_at limit 1000 for update skip locked
)
