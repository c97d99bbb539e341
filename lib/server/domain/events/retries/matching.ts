import { sql, type SQL } from "drizzle-orm";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { idBefore, idFrom, isUuid } from "#lib/server/runtime/ids.ts";
import { idIs, ownConditions } from "../event-conditions.ts";
import { isReachableProblem } from "../problem-filter.ts";

/** What a bulk retry is about: deliveries of one workspace, never outside of the resource of whoever asked for it. */
export type Selection = {
  scope: Scope & { workspaceId: string };
  filter: StoredFilter;
  /** The retry that is walking: events that it has set in motion itself still match. */
  retryId?: string;
};

/** A filter that says how the deliveries ended. */
export type StoredFilter = RetryFilter & { delivery_status: NonNullable<RetryFilter["delivery_status"]> };

export function withDefaults(filter: RetryFilter): StoredFilter {
  return {
    ...filter,
    delivery_status: filter.delivery_status ?? (filter.status === "canceled" ? "canceled" : "failed"),
  };
}

/**
 * The part of the filter that the indexes on (workspace, status, event) and (problem, status, event) answer, on `re`. A statement reads a limited
 * number of these rows and looks at the rest of the filter then, so that a rare match cannot make it slow.
 */
export function isCandidate(db: Queryable, { scope, filter }: Selection): SQL {
  const {
    id,
    problem_id: problem,
    delivery_status,
    created_after: after,
    created_before: before,
    event_ids: eventIds,
  } = filter;
  return all([
    sql`re.workspace_id = ${scope.workspaceId}`,
    sql`re.status = ${delivery_status}`,
    id === undefined ? undefined : idIs(sql`re.event_id`, id),
    problem === undefined ? undefined : idIs(sql`re.problem_id`, problem),
    problem === undefined ? undefined : isReachableProblem(db, scope, problem),
    after === undefined ? undefined : sql`re.event_id >= ${idFrom(Date.parse(after))}`,
    before === undefined ? undefined : sql`re.event_id < ${idBefore(Date.parse(before))}`,
    eventIds === undefined ? undefined : sql`re.event_id = any(${`{${eventIds.filter(isUuid).join(",")}}`}::uuid[])`,
  ]);
}

/** The rest of the filter, on a candidate `s` and its row of `events`. */
export function isMatch(db: Queryable, { scope, filter, retryId }: Selection): SQL {
  const { status, connection, rule, outcome_code, ...rest } = filter;
  return all([
    ownConditions(db, scope, rest),
    status === undefined ? undefined : sql`(events.status = ${status}${isSetInMotion(retryId)})`,
    connection === undefined ? undefined : idIs(sql`s.connection_id`, connection),
    rule === undefined ? undefined : idIs(sql`s.rule_id`, rule),
    outcome_code === undefined
      ? undefined
      : sql`exists (select from attempts a where a.rule_event_id = s.id and a.attempt_number = s.attempt_count and a.outcome_code = ${outcome_code})`,
  ]);
}

/** Two deliveries of one event can fall into two steps of the walk, and the first changes the status of the event. */
function isSetInMotion(retryId: string | undefined): SQL {
  if (retryId === undefined) return sql``;
  return sql` or exists (
    select from rule_events sibling join retry_items i on i.retry_id = ${retryId} and i.rule_event_id = sibling.id
    where sibling.event_id = s.event_id and i.outcome = 'retried')`;
}

/** Why a delivery cannot be started again, on its rule `r` and connection `c`: what refuses a single retry with 422. */
export const SKIP_REASON = sql`
  when r.id is null or r.deleted_at is not null then 'rule_deleted'
  when c.id is null or c.deleted_at is not null then 'connection_deleted'
  when not r.active then 'rule_inactive'
  when not c.active then 'connection_inactive'`;

function all(conditions: readonly (SQL | undefined)[]): SQL {
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  );
}
