-- What is wrong, one row for each cause: the same outcome of a rule with the same message, once what differs from
-- delivery to delivery is taken out of it. No index names a column that every batch of failures changes, so counting is
-- done in place (HOT). Without foreign keys to what is on the hot path; a problem goes with its rule and its connection.
create table problems (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid not null,
  rule_id uuid not null,
  -- The pair that its rule is bound to, as long as every delivery that was in it had the same: who may see it.
  resource text,
  resource_id text,
  -- `connection` or `data`: what has to be repaired, and so when it resolves by itself.
  cause text not null,
  outcome_code text not null,
  status_code integer,
  message text not null,
  fingerprint text not null,
  state text not null default 'open',
  first_seen_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  attempt_count integer not null default 0,
  acknowledged_by text,
  acknowledged_at timestamptz(3),
  ignored_by text,
  ignored_at timestamptz(3),
  resolved_at timestamptz(3),
  constraint problems_fingerprint unique (workspace_id, fingerprint),
  constraint problems_resolved check ((resolved_at is not null) = (state = 'resolved')),
  constraint problems_ignored check ((ignored_at is not null) = (state = 'ignored'))
) with (fillfactor = 70);
create index problems_state on problems (workspace_id, state);
create index problems_connection on problems (connection_id, rule_id);
-- What the next delivery of a connection resolves: nearly always nothing, which one probe finds out.
create index problems_unresolved on problems (connection_id)
  where cause = 'connection' and state in ('open', 'acknowledged');
create index problems_old on problems (resolved_at) where resolved_at is not null;

-- Attempts of each hour. Written under the lock of the problem.
create table problem_hours (
  problem_id uuid not null references problems (id) on delete cascade,
  hour timestamptz(3) not null,
  attempts integer not null,
  primary key (problem_id, hour)
) with (fillfactor = 70);
create index problem_hours_old on problem_hours (hour);

-- The problem that a delivery is in now, which has not ended or has failed. What was delivered or canceled is in none.
alter table rule_events add column problem_id uuid;
create index rule_events_problem on rule_events (problem_id, status, event_id) where problem_id is not null;
