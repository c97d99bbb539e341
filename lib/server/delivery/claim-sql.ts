import { insertInterrupted } from "./interrupted.ts";
import { LOST_LEASES_MAX, SUSPECT_LOSSES } from "./lost-leases.ts";

/** `suspect`: what was lost again and again. Claimed one at a time. */
export type ClaimKind = "ordinary" | "suspect";

// Written out, because the planner must see that the index of suspects holds what is asked for.
const DUE: Record<ClaimKind, { source: string; condition: string }> = {
  ordinary: { source: "due_connections", condition: `re.lost_leases < ${SUSPECT_LOSSES}` },
  suspect: {
    source: `(select distinct connection_id from rule_events where lost_leases >= ${SUSPECT_LOSSES} and due_at <= now())`,
    condition: `re.lost_leases >= ${SUSPECT_LOSSES} and (re.status <> 'processing' or re.lost_leases < ${LOST_LEASES_MAX - 1})`,
  },
};

/** The active connections that have open work of this kind, as `c`. */
export const dueConnections = (kind: ClaimKind) =>
  `${DUE[kind].source} dc join connections c on c.id = dc.connection_id and c.active and c.deleted_at is null`;

export const dueCondition = (kind: ClaimKind) =>
  `re.due_at <= now() and not re.cancel_requested and ${DUE[kind].condition}`;

/**
 * Claims from the connections of the relation `source` (id, free), and ends in the relation `claimed_all`: a fair share of what is
 * due from every connection, in random order of connections, skipping what another worker holds. An attempt whose lease
 * ran out is taken over and recorded as interrupted. Attempt numbers fence late results: a worker that lost its lease
 * can no longer write. Events are locked after rule events and in order of id, and their status is judged under that
 * lock, as in every roll-up. Parameters: $1 how many, $2 the lease token, $3 the lease's seconds.
 */
export const claimFrom = (kind: ClaimKind, source: string) => `
  picked as (
    select d.id, d.status = 'processing' as was_running, d.attempt_started_at as was_started
    from (select id, free from ${source} order by random()) c
    cross join lateral (
      select re.id, re.status, re.attempt_started_at
      from rule_events re join rules r on r.id = re.rule_id and r.deleted_at is null
      where re.connection_id = c.id and ${dueCondition(kind)}
      order by re.due_at
      limit c.free
      for update of re skip locked
    ) d
    limit $1
  ), claimed as (
    update rule_events re
    set status = 'processing', attempt_count = re.attempt_count + 1, lease_token = $2, attempt_started_at = now(),
        started_at = coalesce(re.started_at, now()), due_at = now() + make_interval(secs => $3), waiting_since = null,
        lost_leases = re.lost_leases + p.was_running::int
    from picked p where re.id = p.id
    returning re.*, p.was_running, p.was_started
  ), interrupted as (${insertInterrupted("claimed", "attempt_count - 1")}
  ), locked as (
    select e.id, e.status from events e where e.id in (select event_id from claimed) order by e.id for update
  ), started as (
    update events e set status = 'processing', started_at = coalesce(e.started_at, now()), completed_at = null
    from locked l where e.id = l.id and l.status <> 'processing'
  )`;

/** What `toClaimed` reads, from the relation `claimed`. */
export const CLAIMED_ROWS = `
  select k.id, k.event_id, k.workspace_id, k.connection_id, k.rule_id, k.integration_type, k.attempt_count,
    k.schedule_step, k.trigger, k.lost_leases > 0 as was_interrupted, e.event, e.resource, e.resource_id, e.payload,
    e.created_at as event_created_at, r.metadata as action, r.updated_at as rule_updated_at,
    r.problem is not null as rule_has_problem, c.updated_at as connection_updated_at
  from claimed k
  join events e on e.id = k.event_id
  join rules r on r.id = k.rule_id
  join connections c on c.id = k.connection_id`;
