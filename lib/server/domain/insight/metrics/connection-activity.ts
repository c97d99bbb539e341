import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { ACTIVITY_HOURS, type ConnectionActivities, type ConnectionActivity } from "#lib/contracts/metrics.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { idFrom, isUuid } from "#lib/server/runtime/ids.ts";
import type { InsightContext } from "../context.ts";
import { iso, isOfPair, pairJoin, toArray } from "./conditions.ts";

const HOUR_MS = 3_600_000;

type Wanted = { workspaceId: string; ids: string[]; from: number };
type HourCount = { connection: string; hour: number; status: DeliveryStatus; n: number };
type Ends = {
  connection: string;
  last_delivered_at: Date | null;
  last_failed_at: Date | null;
  last_error: string | null;
};

/** How the last 24 hours went for these connections: as many reads as there are connections, however busy they are. */
export async function readConnectionActivity(
  ctx: InsightContext,
  workspaceId: string,
  ids: readonly string[],
): Promise<ConnectionActivities> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const known = await ctx.db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.workspaceId, id), inArray(connections.id, ids.filter(isUuid))));
  const from = (Math.floor(clock.nowMs() / HOUR_MS) - ACTIVITY_HOURS + 1) * HOUR_MS;
  const wanted = { workspaceId: id, ids: known.map((row) => row.id), from };
  if (wanted.ids.length === 0) return { from: iso(from), records: [] };
  const [counts, ends] = await Promise.all([countHours(ctx, wanted), readEnds(ctx, wanted)]);
  const byConnection = Map.groupBy(counts, ({ connection }) => connection);
  return { from: iso(from), records: ends.map((row) => toActivity(row, byConnection.get(row.connection) ?? [])) };
}

function toActivity(row: Ends, counts: readonly HourCount[]): ConnectionActivity {
  const inHours = (isMeant: (status: DeliveryStatus) => boolean) => {
    const hours = Array.from({ length: ACTIVITY_HOURS }, () => 0);
    for (const { hour, status, n } of counts) if (isMeant(status)) hours[hour] = (hours[hour] ?? 0) + n;
    return hours;
  };
  return {
    connection: row.connection,
    delivered: inHours((status) => status === "completed"),
    underway: inHours((status) => ["pending", "processing", "retrying"].includes(status)),
    failed: inHours((status) => status === "failed"),
    ...(row.last_delivered_at === null ? {} : { last_delivered_at: row.last_delivered_at.toISOString() }),
    ...(row.last_failed_at === null ? {} : { last_failed_at: row.last_failed_at.toISOString() }),
    ...(row.last_error === null ? {} : { last_error: row.last_error }),
  };
}

async function countHours(ctx: InsightContext, { workspaceId, ids, from }: Wanted): Promise<HourCount[]> {
  const since = sql`${iso(from)}::timestamptz`;
  const list = sql`${toArray(ids)}::uuid[]`;
  const rows =
    ctx.scope.resourceScope === undefined
      ? sql`
          select connection_id, start_at as at, status, n from delivery_stats
          where workspace_id = ${workspaceId} and width_s = 3600 and start_at >= ${since} and connection_id = any(${list})
          union all
          select connection_id, minute_at, status, n from stat_changes
          where workspace_id = ${workspaceId} and minute_at >= ${since} and connection_id = any(${list})`
      : sql`
          select re.connection_id, re.created_at as at, re.status, 1 as n from events e join rule_events re on re.event_id = e.id
          where e.workspace_id = ${workspaceId} and ${isOfPair(ctx)} and e.id >= ${idFrom(from)} and e.created_at >= ${since}
            and re.connection_id = any(${list})`;
  const { rows: counts } = await ctx.db.execute<HourCount>(sql`
    select connection_id as connection, floor(extract(epoch from at - ${since}) / 3600)::int as hour, status, sum(n)::int as n
    from (${rows}) counted group by 1, 2, 3 having sum(n) > 0`);
  // The clock of the database may be ahead of ours.
  return counts.filter(({ hour }) => hour < ACTIVITY_HOURS);
}

/** The newest event of each connection that was delivered, and that was not: steps into indexes in the order of events. */
async function readEnds(ctx: InsightContext, { workspaceId, ids }: Wanted): Promise<Ends[]> {
  const newest = (what: SQL, conditions: SQL) => sql`
    select ${what} from rule_events re ${pairJoin(ctx)} where ${conditions} order by re.event_id desc limit 1`;
  const ofStatus = (status: "failed" | "retrying") =>
    newest(
      sql`re.event_id, re.last_error, coalesce(re.completed_at, re.attempt_started_at) as at`,
      sql`re.workspace_id = ${workspaceId} and re.status = ${sql.raw(`'${status}'`)} and re.connection_id = c.id`,
    );
  const { rows } = await ctx.db.execute<Ends>(sql`
    select c.id as connection, d.completed_at as last_delivered_at, f.at as last_failed_at, f.last_error
    from unnest(${toArray(ids)}::uuid[]) as c (id)
    left join lateral (${newest(sql`re.completed_at`, sql`re.connection_id = c.id and re.status = 'completed'`)}) d on true
    left join lateral (
      select * from ((${ofStatus("failed")}) union all (${ofStatus("retrying")})) n order by event_id desc limit 1
    ) f on true`);
  return rows.map((row) => ({
    ...row,
    last_delivered_at: toDate(row.last_delivered_at),
    last_failed_at: toDate(row.last_failed_at),
  }));
}

function toDate(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}
