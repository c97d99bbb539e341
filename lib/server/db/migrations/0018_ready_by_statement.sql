-- The statements of workers say by themselves whether a delivery is ready. The trigger is for every other writer, and is
-- called only where the row does not have it right already.
drop trigger rule_events_ready_updated on rule_events;
create trigger rule_events_ready_updated before update of due_at on rule_events
  for each row
  when (new.due_at is not null and new.ready is distinct from (new.due_at <= now() + interval '1 millisecond'))
  execute function meshes_rule_event_ready();
