-- How often in a row the lease of an attempt ran out. A delivery that may be what ends its workers is taken over alone,
-- and given up after some losses.
alter table rule_events add column lost_leases integer not null default 0;
create index rule_events_suspect on rule_events (connection_id, due_at) where lost_leases >= 2 and due_at is not null;

-- What bulk retries have put into the queue and no worker has ended yet: they wait while this is much.
create index rule_events_bulk on rule_events (workspace_id)
  where trigger = 'bulk' and due_at is not null and waiting_since is null;

-- A retry of everything that matches a filter. What matches is not copied: deliveries that had ended before `created_at`
-- are walked in order of (event_id, id), and `position_*` is how far that is.
create table retries (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  -- The pair of the resource session that asked for it: the retry never leaves it.
  resource text,
  resource_id text,
  -- json, not jsonb: it is only ever read whole.
  filter json not null,
  status text not null default 'running',
  matching integer not null,
  is_exact boolean not null,
  retried integer not null default 0,
  -- Number of skipped items by reason.
  skipped jsonb not null default '{}',
  position_event_id uuid not null default '00000000-0000-0000-0000-000000000000',
  position_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- The rate: the moment up to which what was retried is paid for.
  paced_until timestamptz not null default now(),
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  completed_at timestamptz(3),
  constraint retries_completed check ((completed_at is null) = (status = 'running'))
);
create index retries_page on retries (workspace_id, id);
create unique index retries_running on retries (workspace_id) where status = 'running';
create index retries_ended on retries (completed_at) where completed_at is not null;

create table retry_items (
  retry_id uuid not null,
  rule_event_id uuid not null,
  id uuid not null default meshes_uuidv7(),
  event_id uuid not null,
  rule_id uuid not null,
  connection_id uuid not null,
  outcome text not null,
  reason text,
  created_at timestamptz(3) not null default now(),
  primary key (retry_id, rule_event_id)
);
create unique index retry_items_page on retry_items (retry_id, id);
