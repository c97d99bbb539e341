-- Attempts that were cut off after their delivery had been canceled: the sweep finds them without reading the queue.
create index rule_events_cancel_requested on rule_events (due_at) where cancel_requested;

-- The deleted rules of a connection, to find deliveries that were matched in the moment of the deletion.
drop index rules_deleted;
create index rules_deleted on rules (connection_id, deleted_at) where deleted_at is not null;
