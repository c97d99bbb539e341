-- What may start now stands apart from what is due later, so that looking for work costs as much as there is work, and
-- not as much as there are connections that wait for a retry. `ready` follows `due_at` in every write of it; when the
-- time comes, workers set it (delivery/promote.ts). A row is judged by its due time all the same: `ready` only says in
-- which index it is found, so a wrong one costs time and never a delivery.
alter table rule_events add column ready boolean not null default true;
update rule_events set ready = false where due_at > now();

create index rule_events_ready on rule_events (workspace_id, connection_id, due_at) where ready and due_at is not null;
create index rule_events_later on rule_events (due_at) where not ready and due_at is not null;
drop index rule_events_suspect;
create index rule_events_suspect on rule_events (due_at) where lost_leases >= 2 and due_at is not null;

-- Due times are stored in whole milliseconds, so one that means now may be half a millisecond ahead of it.
create function meshes_rule_event_ready() returns trigger language plpgsql as $$
begin
  new.ready := new.due_at <= now() + interval '1 millisecond';
  return new;
end
$$;
create trigger rule_events_ready_inserted before insert on rule_events
  for each row when (new.due_at > now()) execute function meshes_rule_event_ready();
create trigger rule_events_ready_updated before update of due_at on rule_events
  for each row when (new.due_at is distinct from old.due_at and new.due_at is not null)
  execute function meshes_rule_event_ready();

-- Nodes of the version before still claim through the view due_connections and its index while they are replaced.
