import { sql } from "drizzle-orm";
import type { Transaction } from "#lib/server/db/database.ts";
import { AppError } from "#lib/server/runtime/errors.ts";

/**
 * How many active rules one event may match: several for each of fifteen destinations, while a bulk request of a hundred
 * events still makes no more deliveries than one transaction stores well.
 */
export const RULES_PER_EVENT_MAX = 100;

type Target = { id: string; workspaceId: string; event: string; resource: string | null; resourceId: string | null };

/**
 * Throws 409 when some event would match too many rules with this one. Rules of the same event name are counted one
 * after the other until the transaction ends. What matched more before goes on doing so.
 */
export async function requireRoomForRule(tx: Transaction, rule: Target): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${rule.event}, hashtext(${`rules ${rule.workspaceId}`})))`,
  );
  if ((await countMatching(tx, rule)) < RULES_PER_EVENT_MAX) return;
  const msg = `At most ${RULES_PER_EVENT_MAX} active rules can match one event. Pause or delete one of the others first.`;
  throw new AppError("conflict", msg, { data: [{ param: "event", msg }] });
}

/** The most other rules that an event which this one matches can match: of its own resource and id, or of any. */
async function countMatching(tx: Transaction, rule: Target): Promise<number> {
  const among = (column: "resource" | "resource_id", value: string | null) =>
    value === null ? sql`true` : sql`coalesce(${sql.raw(column)}, '') = any (array['', ${value}])`;
  const { rows } = await tx.execute<{ most: number }>(sql`
    with counts as (
      select resource, resource_id, count(*)::int as n from rules
      where workspace_id = ${rule.workspaceId} and event = ${rule.event} and active and deleted_at is null
        and ${among("resource", rule.resource)} and ${among("resource_id", rule.resourceId)} and id <> ${rule.id}
      group by resource, resource_id
    ), of_any as (
      select coalesce(max(n), 0) as n from counts where resource is null and resource_id is null
    ), of_pairs as (
      select max(p.n + coalesce(r.n, 0) + coalesce(i.n, 0)) as n
      from counts p
      left join counts r on r.resource = p.resource and r.resource_id is null
      left join counts i on i.resource_id = p.resource_id and i.resource is null
      where p.resource is not null and p.resource_id is not null
    ), of_halves as (
      select coalesce(max(n) filter (where resource_id is null), 0) + coalesce(max(n) filter (where resource is null), 0) as n
      from counts where (resource is null) <> (resource_id is null)
    )
    select (of_any.n + greatest(of_pairs.n, of_halves.n))::int as most from of_any, of_pairs, of_halves`);
  return rows[0]?.most ?? 0;
}
