-- The next 1,000 connections with something ready, for a sweep.
-- Strategy: a loose scan of rule_events_ready (workspace_id, connection_id): one index probe for each connection, so what
-- is due later costs nothing.
-- Locks: none.
with recursive found as (
  (select workspace_id, connection_id from rule_events
   where ready and due_at is not null and (workspace_id, connection_id) > (:after_workspace::uuid, :after_connection::uuid)
   order by workspace_id, connection_id limit 1)
  union all
  select next.workspace_id, next.connection_id from found f cross join lateral (
    select r.workspace_id, r.connection_id from rule_events r
    where r.ready and r.due_at is not null and (r.workspace_id, r.connection_id) > (f.workspace_id, f.connection_id)
    order by r.workspace_id, r.connection_id limit 1
  ) next
)
select workspace_id, connection_id from found limit 1000
