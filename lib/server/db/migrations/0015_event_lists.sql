-- A resource id without its resource. Events without one pay nothing.
create index events_by_resource_id on events (workspace_id, resource_id, id) where resource_id is not null;

-- The delivered events of a rule. Like those of a connection, an entry is written when a delivery ends well, so that
-- accepting events costs nothing more.
create index rule_events_delivered_rule on rule_events (rule_id, event_id) where status = 'completed';
