import { sql, type SQL } from "drizzle-orm";
import type { RetryFilter } from "../../contracts/retries.ts";
import type { Scope } from "../app-context.ts";
import type { Queryable } from "../db/database.ts";
import { eventConditions } from "../events/event-conditions.ts";
import { idBefore, idFrom } from "../ids.ts";

/** What a bulk retry is about: deliveries of one workspace, never outside of the pair of whoever asked for it. */
export type Selection = { scope: Scope & { workspaceId: string }; filter: RetryFilter };

/**
 * The part of the filter that the index on (workspace, status, event) answers, on `re`. A statement reads a limited
 * number of these rows and looks at the rest of the filter then, so that a rare match cannot make it slow.
 */
export function isCandidate({ scope, filter }: Selection): SQL {
  const { status = "failed", created_after: after, created_before: before, event_ids: eventIds } = filter;
  return all([
    sql`re.workspace_id = ${scope.workspaceId}`,
    sql`re.status = ${status}`,
    after === undefined ? undefined : sql`re.event_id >= ${idFrom(Date.parse(after))}`,
    before === undefined ? undefined : sql`re.event_id < ${idBefore(Date.parse(before))}`,
    eventIds === undefined ? undefined : sql`re.event_id = any(${`{${eventIds.join(",")}}`}::uuid[])`,
  ]);
}

/** The rest of the filter, on a candidate `s` and its row of `events`. */
export function isMatch(db: Queryable, { scope, filter }: Selection): SQL {
  const { event, resource, resource_id, created_after, created_before, connection, rule, outcome_code } = filter;
  return all([
    eventConditions(db, scope, { event, resource, resource_id, created_after, created_before }),
    connection === undefined ? undefined : sql`s.connection_id = ${connection}`,
    rule === undefined ? undefined : sql`s.rule_id = ${rule}`,
    outcome_code === undefined
      ? undefined
      : sql`exists (select from attempts a where a.rule_event_id = s.id and a.attempt_number = s.attempt_count and a.outcome_code = ${outcome_code})`,
  ]);
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
