-- Locks events before they are rolled up. Everybody takes locks in this order: rule events first, events second, and
-- each in order of id, so nobody waits in a circle. The lock comes in a statement of its own, so that the roll-up
-- after it sees what others committed before they let go of the event.
select id from events where id = any((select :event_ids::uuid[])::uuid[]) order by id for update
