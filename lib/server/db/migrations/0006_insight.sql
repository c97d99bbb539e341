-- Search by connection and rule. A delivery that has not ended well is found by the open ones, which now carry the
-- connection and the rule; one that was delivered gets an entry when it is, so that accepting events costs nothing more.
drop index rule_events_open;
create index rule_events_open on rule_events (workspace_id, status, event_id, connection_id, rule_id) where status <> 'completed';
create index rule_events_delivered on rule_events (connection_id, event_id, rule_id) where status = 'completed';

-- Roll-ups for the dashboard: how many events of a workspace, and deliveries of a connection, that were received in a
-- minute, an hour or a day (`width_s`) have a status now. `latency` is the class of the time from acceptance to delivery.
create table event_stats (
  workspace_id uuid not null,
  width_s integer not null,
  start_at timestamptz(3) not null,
  status text not null,
  n integer not null,
  -- With the count in the index, a range is read from a few of its pages; the folding writes seldom enough to bear it.
  primary key (workspace_id, width_s, start_at, status) include (n)
);
create index event_stats_old on event_stats (width_s, start_at);
create table delivery_stats (
  workspace_id uuid not null,
  width_s integer not null,
  start_at timestamptz(3) not null,
  connection_id uuid not null,
  status text not null,
  latency smallint not null,
  n integer not null,
  primary key (workspace_id, width_s, start_at, connection_id, status, latency) include (n)
);
create index delivery_stats_old on delivery_stats (width_s, start_at);

-- What has changed since the last folding, of events (no connection) and of deliveries. Only ever inserted and deleted,
-- so that no two transactions wait for each other's counters; a worker folds it, and readers add what is left.
create table stat_changes (
  workspace_id uuid not null,
  connection_id uuid,
  minute_at timestamptz(3) not null,
  status text not null,
  latency smallint not null,
  n integer not null
);
create index stat_changes_workspace on stat_changes (workspace_id);

-- Four classes for every doubling: class k holds 2^((k-1)/4) to 2^(k/4) milliseconds. -1: not delivered.
create function meshes_latency_class(status text, accepted_at timestamptz, ended_at timestamptz) returns smallint
language sql immutable parallel safe as $$
  select case when status <> 'completed' or ended_at is null then -1
    else greatest(0, ceil(4 * ln(greatest(1, extract(epoch from ended_at - accepted_at)::float8 * 1000)) / ln(2)))
  end::smallint
$$;

-- The workspaces that somebody watches, and which of their events each transaction has changed. `since`: complete from
-- this transaction on. A watch that nobody renews expires, and then nothing is written any more.
create table event_watches (
  workspace_id uuid primary key,
  since xid8,
  expires_at timestamptz not null
);
create table event_changes (
  workspace_id uuid not null,
  xid xid8 not null,
  event_ids uuid[] not null,
  changed_at timestamptz not null
);
create index event_changes_since on event_changes (workspace_id, xid);
create index event_changes_old on event_changes (changed_at);

-- Statement triggers, so that no path that changes a status can forget the counters, in the same transaction. A row
-- that keeps its status is subtracted and added again, and so leaves nothing.
create function meshes_events_inserted() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, null, date_bin('1 minute', created_at, 'epoch'), status, -1, count(*)
  from new_rows group by 1, 3, 4;
  insert into event_changes (workspace_id, xid, event_ids, changed_at)
  select n.workspace_id, pg_current_xact_id(), array_agg(n.id), clock_timestamp()
  from event_watches w join new_rows n on n.workspace_id = w.workspace_id
  where w.expires_at > clock_timestamp() group by n.workspace_id;
  return null;
end
$$;

create function meshes_events_updated() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, null, date_bin('1 minute', created_at, 'epoch'), status, -1, sum(n)
  from (
    select workspace_id, created_at, status, -1 as n from old_rows
    union all
    select workspace_id, created_at, status, 1 from new_rows
  ) c
  group by 1, 3, 4 having sum(n) <> 0;
  insert into event_changes (workspace_id, xid, event_ids, changed_at)
  select n.workspace_id, pg_current_xact_id(), array_agg(n.id), clock_timestamp()
  from event_watches w join new_rows n on n.workspace_id = w.workspace_id
  where w.expires_at > clock_timestamp() group by n.workspace_id;
  return null;
end
$$;

create function meshes_rule_events_inserted() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, connection_id, date_bin('1 minute', created_at, 'epoch'), status,
    meshes_latency_class(status, created_at, completed_at), count(*)
  from new_rows group by 1, 2, 3, 4, 5;
  return null;
end
$$;

create function meshes_rule_events_updated() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, connection_id, date_bin('1 minute', created_at, 'epoch'), status,
    meshes_latency_class(status, created_at, completed_at), sum(n)
  from (
    select workspace_id, connection_id, created_at, status, completed_at, -1 as n from old_rows
    union all
    select workspace_id, connection_id, created_at, status, completed_at, 1 from new_rows
  ) c
  group by 1, 2, 3, 4, 5 having sum(n) <> 0;
  return null;
end
$$;

create trigger events_inserted after insert on events
  referencing new table as new_rows for each statement execute function meshes_events_inserted();
create trigger events_updated after update on events
  referencing old table as old_rows new table as new_rows for each statement execute function meshes_events_updated();
create trigger rule_events_inserted after insert on rule_events
  referencing new table as new_rows for each statement execute function meshes_rule_events_inserted();
create trigger rule_events_updated after update on rule_events
  referencing old table as old_rows new table as new_rows for each statement execute function meshes_rule_events_updated();

-- What is there already.
insert into event_stats (workspace_id, width_s, start_at, status, n)
select workspace_id, width_s, date_bin(make_interval(secs => width_s), created_at, 'epoch'), status, count(*)
from events cross join (values (60), (3600), (86400)) as w (width_s)
where created_at > now() - case width_s when 60 then interval '3 days' else interval '62 days' end
group by 1, 2, 3, 4;
insert into delivery_stats (workspace_id, width_s, start_at, connection_id, status, latency, n)
select workspace_id, width_s, date_bin(make_interval(secs => width_s), created_at, 'epoch'), connection_id, status,
  meshes_latency_class(status, created_at, completed_at), count(*)
from rule_events cross join (values (60), (3600), (86400)) as w (width_s)
where created_at > now() - case width_s when 60 then interval '3 days' else interval '62 days' end
group by 1, 2, 3, 4, 5, 6;
