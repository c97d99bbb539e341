-- Counts attempts in their problems, opens again what was resolved, and locks every other problem that this transaction
-- may resolve: those that deliveries have left, and those that a delivery of their connection may have ended. Answers
-- all of them.
--
-- Strategy: one statement takes all locks on known problems, so that they are taken in one order. Each problem is one
-- row for the whole batch. Hours are counted under the lock of their problem.
-- Locks: problems in order of workspace and fingerprint, after rule events and events.
with input as (
  select * from unnest((select :workspace_ids::uuid[]), (select :fingerprints::text[]), (select :messages::text[]),
    (select :attempts::int[]), (select :resources::text[]), (select :resource_ids::text[]))
    as t(workspace_id, fingerprint, message, attempts, resource, resource_id)
), wanted as (
  select p.id from input i join problems p on p.workspace_id = i.workspace_id and p.fingerprint = i.fingerprint
  union
  select id from unnest((select :left_ids::uuid[])) as t(id)
  union
  select p.id
  from unnest((select :connection_ids::uuid[]), (select :started_ats::timestamptz[])) as t(connection_id, started_at)
  join problems p on p.connection_id = t.connection_id and p.cause = 'connection'
    and p.state in ('open', 'acknowledged') and p.last_seen_at < t.started_at
), locked as (
  select p.id, p.workspace_id, p.fingerprint from problems p
  where p.id in (select id from wanted) order by p.workspace_id, p.fingerprint for update
), noted as (
  update problems p
  set message = i.message, last_seen_at = greatest(p.last_seen_at, now()),
      state = case when p.state = 'resolved' then 'open' else p.state end,
      first_seen_at = case when p.state = 'resolved' then now() else p.first_seen_at end,
      attempt_count = case when p.state = 'resolved' then 0 else p.attempt_count end + i.attempts,
      acknowledged_by = case when p.state <> 'resolved' then p.acknowledged_by end,
      acknowledged_at = case when p.state <> 'resolved' then p.acknowledged_at end,
      resolved_at = null,
      resource = case when (p.resource, p.resource_id) = (i.resource, i.resource_id) then p.resource end,
      resource_id = case when (p.resource, p.resource_id) = (i.resource, i.resource_id) then p.resource_id end
  from locked l join input i on i.workspace_id = l.workspace_id and i.fingerprint = l.fingerprint
  where p.id = l.id
  returning p.id, i.attempts
), counted as (
  insert into problem_hours as h (problem_id, hour, attempts)
  select id, date_bin('1 hour', now(), 'epoch'), attempts from noted where attempts > 0
  on conflict (problem_id, hour) do update set attempts = h.attempts + excluded.attempts
)
select l.id, l.fingerprint, n.id is not null as is_noted from locked l left join noted n on n.id = l.id
