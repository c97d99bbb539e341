-- A launch that was used is accepted again for a moment, but only from the browser that has used it (a hash of its
-- address and agent).
alter table sessions add column launch_used_by text;

-- For deleting what ended long ago.
create index sessions_created on sessions (created_at);
