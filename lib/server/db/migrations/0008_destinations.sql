-- The OAuth tokens of a connection; `id` is the connection's. `version` counts renewals.
create table oauth_tokens (
  id uuid primary key references connections (id),
  workspace_id uuid not null references workspaces (id),
  version integer not null default 1,
  tokens_sealed text not null,
  -- Null when the provider does not say, or they do not expire.
  expires_at timestamptz(3),
  -- When to renew although nobody asks, because the refresh token would die unused.
  idle_refresh_at timestamptz(3),
  refreshed_at timestamptz(3) not null default now()
);
create index oauth_tokens_idle on oauth_tokens (idle_refresh_at) where idle_refresh_at is not null;

-- A person connecting an account. The attempt lives here, so its result does not depend on any window.
create table oauth_attempts (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  -- The embed session that began it, null for a machine key.
  session_id text,
  -- The connection that is reconnected, and after success the one that was made.
  connection_id uuid references connections (id),
  is_reconnect boolean not null,
  type text not null,
  name text,
  options jsonb not null default '{}',
  status text not null,
  -- SHA-256 of the secret in the address of the start page, of the state at the provider, and of the browser's cookie.
  ticket_hash text not null,
  state_hash text,
  browser_hash text,
  verifier_sealed text,
  -- What was granted and waits for the person's decision.
  grant_sealed text,
  account jsonb,
  problem jsonb,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create unique index oauth_attempts_ticket on oauth_attempts (ticket_hash);
create unique index oauth_attempts_state on oauth_attempts (state_hash) where state_hash is not null;
create index oauth_attempts_expiry on oauth_attempts (expires_at);

-- What a provider's limits leave: tokens of a bucket for each connection, or for each type of the operator's.
create table provider_pace (
  key text primary key,
  tokens double precision not null,
  refilled_at timestamptz(3) not null default now(),
  -- The provider asked to wait until then.
  blocked_until timestamptz(3)
);

-- What deliveries of a connection remember for each other. Keys are hashed: they hold addresses of people.
create table connection_memory (
  connection_id uuid not null references connections (id),
  key_hash text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  primary key (connection_id, key_hash)
);
create index connection_memory_expiry on connection_memory (expires_at);

-- What rules could choose in the account when it was read last.
create table action_data (
  connection_id uuid not null references connections (id),
  key text not null,
  items jsonb not null,
  read_at timestamptz(3) not null,
  primary key (connection_id, key)
);

alter table connections add column warnings jsonb not null default '[]';
alter table attempts add column warnings jsonb;
-- Why no delivery of the rule can succeed: what it points to is gone.
alter table rules add column problem text;
