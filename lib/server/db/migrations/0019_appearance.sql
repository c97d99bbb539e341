-- How the workspace looks in the host's page, as the session was minted; null for the standard look.
alter table sessions add column appearance jsonb;
