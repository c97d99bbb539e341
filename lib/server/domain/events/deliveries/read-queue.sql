-- Of these deliveries, those that are due and have not begun: how many of their connection come before them, and how the
-- connection stands with its provider.
--
-- Strategy: for each a range of rule_events_ready (workspace_id, connection_id, due_at), which holds only what is due,
-- up to :ahead_max. Locks nothing.
select re.id, c.type, ahead.count as ahead, pace.tokens,
  extract(epoch from now() - pace.refilled_at)::float8 * 1000 as elapsed_ms,
  greatest(0, extract(epoch from pace.blocked_until - now()) * 1000)::float8 as blocked_ms
from rule_events re
join connections c on c.id = re.connection_id
left join provider_pace pace on pace.key = re.connection_id::text
cross join lateral (
  select count(*)::int from (
    select from rule_events before
    where before.workspace_id = re.workspace_id and before.connection_id = re.connection_id and before.ready
      and before.due_at is not null and before.due_at < re.due_at
    limit (select :ahead_max::int)
  ) before
) ahead
where re.id = any(:ids::uuid[]) and re.ready and re.due_at <= now() and re.status <> 'processing'
