-- In which language, time zone and words the workspace is read, as the session was minted; null for the standard.
alter table sessions
  add column locale text,
  add column time_zone text,
  add column phrases jsonb;
