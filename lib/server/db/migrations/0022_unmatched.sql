-- Events that no rule matched are counted apart from those that were delivered, and found without reading the others.
lock table events in share row exclusive mode;

create index events_unmatched on events (workspace_id, id) where total_rules = 0;

create function meshes_stat_status(status text, total_rules integer) returns text
language sql immutable parallel safe as $$
  select case when total_rules = 0 then 'unmatched' else status end
$$;

create or replace function meshes_events_inserted() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, null, date_bin('1 minute', created_at, 'epoch'), meshes_stat_status(status, total_rules), -1, count(*)
  from new_rows group by 1, 3, 4;
  insert into event_changes (workspace_id, xid, event_ids, changed_at)
  select n.workspace_id, pg_current_xact_id(), array_agg(n.id), clock_timestamp()
  from event_watches w join new_rows n on n.workspace_id = w.workspace_id
  where w.expires_at > clock_timestamp() group by n.workspace_id;
  return null;
end
$$;

create or replace function meshes_events_updated() returns trigger language plpgsql as $$
begin
  insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
  select workspace_id, null, date_bin('1 minute', created_at, 'epoch'), status, -1, sum(n)
  from (
    select workspace_id, created_at, meshes_stat_status(status, total_rules) as status, -1 as n from old_rows
    union all
    select workspace_id, created_at, meshes_stat_status(status, total_rules), 1 from new_rows
  ) c
  group by 1, 3, 4 having sum(n) <> 0;
  insert into event_changes (workspace_id, xid, event_ids, changed_at)
  select n.workspace_id, pg_current_xact_id(), array_agg(n.id), clock_timestamp()
  from event_watches w join new_rows n on n.workspace_id = w.workspace_id
  where w.expires_at > clock_timestamp() group by n.workspace_id;
  return null;
end
$$;

-- What is there already moves from its status to its own count, as a change that the next folding takes.
insert into stat_changes (workspace_id, connection_id, minute_at, status, latency, n)
select workspace_id, null, date_bin('1 minute', created_at, 'epoch'), v.status, -1, sum(v.n)
from events e cross join lateral (values (e.status, -1), ('unmatched', 1)) as v (status, n)
where e.total_rules = 0 and e.created_at > now() - interval '62 days'
group by 1, 3, 4;
