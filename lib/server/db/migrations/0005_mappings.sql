-- The fields that a connection's account has, as they were read last.
create table field_catalogs (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  connection_id uuid not null references connections (id),
  catalog_version text not null,
  fields jsonb not null,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  refreshed_at timestamptz(3) not null default now(),
  constraint field_catalogs_connection unique (connection_id)
);

-- The default mapping of a connection, a row for each version; the newest one counts.
create table mappings (
  id uuid primary key,
  mapping_id uuid not null,
  version integer not null,
  workspace_id uuid not null references workspaces (id),
  connection_id uuid not null references connections (id),
  name text not null,
  schema jsonb not null,
  catalog_version text,
  created_by text not null,
  -- Of the mapping, so the same for all its versions; updated_at is when this version was saved.
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint mappings_version unique (connection_id, version)
);
