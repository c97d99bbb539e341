-- Locks connections before they become inactive, until the commit: one that is saved meanwhile then finds what began to
-- wait for it.
-- Locks: connections in order of id, before rules and rule events.
select id from connections where id = any(:ids::uuid[]) order by id for update
