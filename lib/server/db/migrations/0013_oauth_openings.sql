-- The ways to the provider of one attempt: each opening of its link has a state, a code verifier and a browser of its own,
-- and several live beside each other until the attempt ends.
create table oauth_openings (
  id uuid primary key,
  attempt_id uuid not null references oauth_attempts (id) on delete cascade,
  -- SHA-256, as of every other secret; null when the state was used or the attempt has ended.
  state_hash text,
  browser_hash text not null,
  verifier_sealed text,
  created_at timestamptz(3) not null default now()
);
create unique index oauth_openings_state on oauth_openings (state_hash) where state_hash is not null;
create index oauth_openings_attempt on oauth_openings (attempt_id, id);

-- Whoever is at a provider in this moment begins again.
drop index oauth_attempts_state;
alter table oauth_attempts drop column state_hash, drop column browser_hash, drop column verifier_sealed;
