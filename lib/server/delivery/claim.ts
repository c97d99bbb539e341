import type pg from "pg";
import type { AttemptTrigger } from "../../contracts/attempts.ts";
import type { IntegrationType } from "../../contracts/integrations.ts";
import type { RuleMetadata } from "../../contracts/rules.ts";
import { insertInterrupted } from "./interrupted.ts";
import { LOST_LEASES_MAX, SUSPECT_LOSSES } from "./lost-leases.ts";

/** A rule event that this worker holds under a lease, with everything that its delivery needs. */
export type ClaimedRuleEvent = {
  id: string;
  eventId: string;
  workspaceId: string;
  connectionId: string;
  ruleId: string;
  integrationType: IntegrationType;
  attemptNumber: number;
  scheduleStep: number;
  trigger: AttemptTrigger;
  event: string;
  resource: string;
  resourceId: string | null;
  payload: Record<string, unknown>;
  eventCreatedAt: Date;
  action: RuleMetadata;
  connectionUpdatedAt: Date;
};

// Written out, because the planner must see that the index of suspects holds what is asked for.
const DUE = {
  ordinary: { source: "due_connections", condition: `re.lost_leases < ${SUSPECT_LOSSES}` },
  suspect: {
    source: `(select distinct connection_id from rule_events where lost_leases >= ${SUSPECT_LOSSES} and due_at <= now())`,
    condition: `re.lost_leases >= ${SUSPECT_LOSSES} and (re.status <> 'processing' or re.lost_leases < ${LOST_LEASES_MAX - 1})`,
  },
};
type Kind = keyof typeof DUE;

// One statement: a fair share of what is due from every connection, in random order of connections, skipping what
// another worker holds. An attempt whose lease ran out is taken over and recorded as interrupted. Attempt numbers
// fence late results: a worker that lost its lease can no longer write. Events are locked after rule events and in
// order of id, and their status is judged under that lock, as in every roll-up.
const claimSql = (kind: Kind) => `
  with picked as (
    select d.id, d.status = 'processing' as was_running, d.attempt_started_at as was_started
    from (
      select c.id, coalesce(b.free, $3::int) as free
      from ${DUE[kind].source} dc
      join connections c on c.id = dc.connection_id and c.active and c.deleted_at is null
      left join unnest($1::uuid[], $2::int[]) as b(connection_id, free) on b.connection_id = c.id
      order by random()
    ) c
    cross join lateral (
      select re.id, re.status, re.attempt_started_at
      from rule_events re join rules r on r.id = re.rule_id and r.deleted_at is null
      where re.connection_id = c.id and re.due_at <= now() and not re.cancel_requested and ${DUE[kind].condition}
      order by re.due_at
      limit c.free
      for update of re skip locked
    ) d
    limit $4
  ), claimed as (
    update rule_events re
    set status = 'processing', attempt_count = re.attempt_count + 1, lease_token = $5, attempt_started_at = now(),
        started_at = coalesce(re.started_at, now()), due_at = now() + make_interval(secs => $6), waiting_since = null,
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
    k.schedule_step, k.trigger, e.event, e.resource, e.resource_id, e.payload,
    e.created_at as event_created_at, r.metadata as action, c.updated_at as connection_updated_at
  from claimed k
  join events e on e.id = k.event_id
  join rules r on r.id = k.rule_id
  join connections c on c.id = k.connection_id`;

const CLAIM_SQL: Record<Kind, string> = { ordinary: claimSql("ordinary"), suspect: claimSql("suspect") };

type Row = {
  id: string;
  event_id: string;
  workspace_id: string;
  connection_id: string;
  rule_id: string;
  integration_type: IntegrationType;
  attempt_count: number;
  schedule_step: number;
  trigger: AttemptTrigger;
  event: string;
  resource: string;
  resource_id: string | null;
  payload: Record<string, unknown>;
  event_created_at: Date;
  action: RuleMetadata;
  connection_updated_at: Date;
};

export type ClaimRequest = {
  leaseToken: string;
  leaseMs: number;
  limit: number;
  perConnection: number;
  limited: readonly { connectionId: string; free: number }[];
  /** `suspect`: what was lost again and again. Claim one at a time. */
  kind?: Kind;
};

export async function claimRuleEvents(pool: pg.Pool, request: ClaimRequest): Promise<ClaimedRuleEvent[]> {
  const { kind = "ordinary" } = request;
  const { rows } = await pool.query<Row>({
    name: `claim-${kind}-rule-events`,
    text: CLAIM_SQL[kind],
    values: [
      request.limited.map(({ connectionId }) => connectionId),
      request.limited.map(({ free }) => free),
      request.perConnection,
      request.limit,
      request.leaseToken,
      request.leaseMs / 1000,
    ],
  });
  return rows.map(toClaimed);
}

function toClaimed(row: Row): ClaimedRuleEvent {
  return {
    id: row.id,
    eventId: row.event_id,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    ruleId: row.rule_id,
    integrationType: row.integration_type,
    attemptNumber: row.attempt_count,
    scheduleStep: row.schedule_step,
    trigger: row.trigger,
    event: row.event,
    resource: row.resource,
    resourceId: row.resource_id,
    payload: row.payload,
    eventCreatedAt: row.event_created_at,
    action: row.action,
    connectionUpdatedAt: row.connection_updated_at,
  };
}
