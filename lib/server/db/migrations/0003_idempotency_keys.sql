-- The first answers of ingest requests with an Idempotency-Key. A row is written by the statement that stores the
-- events of its request, so it exists if and only if they do.
create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  body_hash text not null,
  -- json, not jsonb: the same answer again, byte for byte.
  answer json not null,
  created_at timestamptz(3) not null default now(),
  primary key (workspace_id, key)
);
create index idempotency_keys_expiry on idempotency_keys (created_at);
