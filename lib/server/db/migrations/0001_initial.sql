-- Tables without foreign keys on the hot path: events, rule_events and attempts are written in batches by
-- statements that read the referenced rows themselves, and history outlives the rule and the connection it names.

create table organizations (
  id uuid primary key,
  name text not null,
  created_at timestamptz(3) not null default now()
);

create table machine_keys (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  access_key text not null unique,
  secret_sealed text not null,
  name text not null,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3)
);
create index machine_keys_organization on machine_keys (organization_id);

create table workspaces (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  name text not null,
  description text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint workspaces_name unique (organization_id, name)
);
create index workspaces_page on workspaces (organization_id, id);

create table publishable_keys (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  -- The public parts of the key: rows are found by these, so that the secret part is compared in constant time.
  lookup text not null unique,
  public_key text not null,
  name text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3)
);
create index publishable_keys_workspace on publishable_keys (workspace_id);

create table event_types (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  key text not null,
  label text not null,
  description text,
  active boolean not null default true,
  created_by text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint event_types_key unique (workspace_id, key)
);

create table resources (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  key text not null,
  label text not null,
  description text,
  active boolean not null default true,
  created_by text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint resources_key unique (workspace_id, key)
);

create table connections (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  type text not null,
  name text not null,
  metadata jsonb not null,
  secrets_sealed text,
  active boolean not null default true,
  inactive_reason text,
  hidden boolean not null default false,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  constraint connections_reason check (active = (inactive_reason is null))
);
create unique index connections_name on connections (workspace_id, name) where deleted_at is null;
create index connections_page on connections (workspace_id, id) where deleted_at is null;

create table rules (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  connection_id uuid not null references connections (id),
  type text not null,
  event text not null,
  resource text,
  resource_id text,
  metadata jsonb not null,
  active boolean not null default true,
  hidden boolean not null default false,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3)
);
create unique index rules_identity on rules (
  connection_id, event, coalesce(resource, ''), coalesce(resource_id, ''), (metadata ->> 'action'), coalesce(metadata ->> 'id', '')
) where deleted_at is null;
create index rules_match on rules (workspace_id, event) where active and deleted_at is null;
create index rules_deleted on rules (deleted_at) where deleted_at is not null;
create index rules_page on rules (workspace_id, id) where deleted_at is null;

create table events (
  id uuid primary key,
  workspace_id uuid not null,
  event text not null,
  resource text not null,
  resource_id text,
  status text not null,
  total_rules integer not null,
  completed_count integer not null default 0,
  failed_count integer not null default 0,
  -- json, not jsonb: the payload goes out as it came in, and storing it costs no conversion.
  payload json not null,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  completed_at timestamptz(3)
) with (fillfactor = 80);
-- No index names a column that delivery changes: the progress of an event is written in place (HOT), without
-- touching its indexes. Lists by status go through rule_events_open.
create index events_page on events (workspace_id, id);
create index events_by_event on events (workspace_id, event, id);
create index events_by_resource on events (workspace_id, resource, resource_id, id);

create table rule_events (
  id uuid primary key,
  event_id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  rule_id uuid not null,
  integration_type text not null,
  status text not null,
  attempt_count integer not null default 0,
  schedule_step integer not null default 0,
  trigger text not null default 'scheduled',
  due_at timestamptz(3),
  lease_token uuid,
  cancel_requested boolean not null default false,
  attempt_started_at timestamptz(3),
  waiting_since timestamptz(3),
  started_at timestamptz(3),
  completed_at timestamptz(3),
  last_error text,
  created_at timestamptz(3) not null default now(),
  constraint rule_events_once unique (event_id, rule_id),
  constraint rule_events_due check ((due_at is null) = (status in ('completed', 'failed', 'canceled')))
);
-- The work queue: only open rows, by connection, so that a claim can take a fair share of each.
create index rule_events_due on rule_events (connection_id, due_at) where due_at is not null;
-- Everything that is not delivered, by event: lists by status and the attention list stay fast however long the history.
create index rule_events_open on rule_events (workspace_id, status, event_id) where status <> 'completed';

-- The connections that have open work, by a loose index scan: as many index probes as there are such connections.
create view due_connections as
  with recursive found as (
    (select connection_id from rule_events where due_at is not null order by connection_id limit 1)
    union all
    select (
      select r.connection_id from rule_events r
      where r.due_at is not null and r.connection_id > found.connection_id
      order by r.connection_id limit 1
    )
    from found where found.connection_id is not null
  )
  select connection_id from found where connection_id is not null;

create table attempts (
  id uuid primary key,
  rule_event_id uuid not null,
  event_id uuid not null,
  workspace_id uuid not null,
  connection_id uuid not null,
  rule_id uuid not null,
  attempt_number integer not null,
  trigger text not null,
  outcome_code text not null,
  message text not null,
  status_code integer,
  duration_ms integer not null,
  started_at timestamptz(3) not null,
  completed_at timestamptz(3) not null,
  constraint attempts_number unique (rule_event_id, attempt_number)
);

create table attempt_details (
  attempt_id uuid primary key,
  workspace_id uuid not null,
  request jsonb not null,
  status_code integer,
  headers jsonb not null,
  body text not null,
  truncated boolean not null
);

create table sessions (
  id text primary key,
  organization_id uuid not null references organizations (id),
  workspace_id uuid not null references workspaces (id),
  role text not null,
  session_type text not null,
  external_user_id text,
  resource text,
  resource_id text,
  scopes text[] not null,
  allowed_origins text[] not null,
  ttl_seconds integer not null,
  token_version integer not null default 1,
  previous_token_until timestamptz(3),
  access_expires_at timestamptz(3) not null,
  launch_used_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3)
);
create index sessions_page on sessions (workspace_id, id);

create table workers (
  id uuid primary key,
  started_at timestamptz(3) not null,
  heartbeat_at timestamptz(3) not null
);

-- Time-ordered ids for rows that a statement makes itself; PostgreSQL 18 has its own.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'create function meshes_uuidv7() returns uuid language sql volatile parallel safe return uuidv7()';
  else
    execute $f$
      create function meshes_uuidv7() returns uuid language sql volatile parallel safe as $b$
        select encode(
          set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid()) placing
              substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
            52, 1), 53, 1), 'hex')::uuid
      $b$
    $f$;
  end if;
end
$$;
