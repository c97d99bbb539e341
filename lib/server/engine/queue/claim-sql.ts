import { opaque } from "#lib/server/db/opaque.ts";
import { insertInterrupted } from "./interrupted.ts";
import { LOST_LEASES_MAX, SUSPECT_LOSSES } from "./lost-leases.ts";

/** `suspect`: what was lost again and again. Claimed one at a time. */
export type ClaimKind = "ordinary" | "suspect";

// Written out, because the planner must see that the index of suspects holds what is asked for.
const CONDITION: Record<ClaimKind, string> = {
  ordinary: `re.ready and re.lost_leases < ${SUSPECT_LOSSES}`,
  suspect: `re.lost_leases >= ${SUSPECT_LOSSES} and (re.status <> 'processing' or re.lost_leases < ${LOST_LEASES_MAX - 1})`,
};

/** What of the connection `of` (workspace_id, connection_id) can be claimed now, as a condition on `re`. */
export const isClaimable = (kind: ClaimKind, of: string) =>
  `re.workspace_id = ${of}.workspace_id and re.connection_id = ${of}.connection_id
   and re.due_at <= now() and not re.cancel_requested and ${CONDITION[kind]}`;

/**
 * Claims from each active connection as many as it was given: the oldest first, skipping what another worker holds. An
 * attempt whose lease ran out is taken over and recorded as interrupted. Attempt numbers fence late results: a worker
 * that lost its lease can no longer write. Events are locked after rule events and in order of id, and their status is judged under
 * that lock, as in every roll-up. Parameters: the lease's token and seconds; workspaces, connections and how many of each.
 */
export const claimSql = (kind: ClaimKind) => `
  with given as (
    select t.*
    from unnest(${opaque("$3::uuid[]")}, ${opaque("$4::uuid[]")}, ${opaque("$5::int[]")}) as t(workspace_id, connection_id, places)
    join connections c on c.id = t.connection_id and c.active and c.deleted_at is null
  ), picked as (
    select d.id, d.status = 'processing' as was_running, d.attempt_started_at as was_started
    from given g
    cross join lateral (
      select re.id, re.status, re.attempt_started_at
      from rule_events re join rules r on r.id = re.rule_id and r.deleted_at is null
      where ${isClaimable(kind, "g")}
      order by re.due_at
      limit g.places
      for update of re skip locked
    ) d
  ), claimed as (
    update rule_events re
    set status = 'processing', attempt_count = re.attempt_count + 1, lease_token = $1, attempt_started_at = now(),
        started_at = coalesce(re.started_at, now()), due_at = now() + make_interval(secs => $2), ready = false, waiting_since = null,
        lost_leases = re.lost_leases + p.was_running::int
    from picked p where re.id = p.id
    returning re.*, p.was_running, p.was_started
  ), interrupted as (${insertInterrupted("claimed", "attempt_count - 1")}
  ), locked as (
    select e.id, e.status from events e where e.id in (select event_id from claimed) order by e.id for update
  ), started as (
    update events e set status = 'processing', started_at = coalesce(e.started_at, now()), completed_at = null
    from locked l where e.id = l.id and l.status <> 'processing'
  )
  select k.id, k.event_id, k.workspace_id, k.connection_id, k.rule_id, k.integration_type, k.attempt_count,
    k.schedule_step, k.trigger, k.lost_leases > 0 as was_interrupted, e.event, e.resource, e.resource_id,
    e.payload::text as payload, e.total_rules = 1 as is_only_delivery,
    e.created_at as event_created_at, r.metadata as action, r.updated_at as rule_updated_at,
    r.problem is not null as rule_has_problem, c.updated_at as connection_updated_at
  from claimed k
  join events e on e.id = k.event_id
  join rules r on r.id = k.rule_id
  join connections c on c.id = k.connection_id`;
