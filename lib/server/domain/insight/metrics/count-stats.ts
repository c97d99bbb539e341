import { sql, type SQL } from "drizzle-orm";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { InsightContext } from "../context.ts";
import { iso, isIdWithin, isOfPair, isWithin, toArray } from "./conditions.ts";
import { cover, type Piece, type TimeWindow } from "./windows.ts";

/** What no rule matched is completed, and counted apart. `bucket`: the start of the bucket, in epoch milliseconds. */
export type EventCount = { bucket: number; status: DeliveryStatus | "unmatched"; n: number };
/** `latency`: the class of the latency, -1 for what was not delivered. */
export type DeliveryCount = { connection: string; status: DeliveryStatus; latency: number; n: number };

type Counting = { workspaceId: string; window: TimeWindow; unitMs: number };

/**
 * The events of a window by status, in buckets. A whole workspace is read from the roll-ups and what is not folded yet,
 * in one statement, so that nothing counts twice. A resource session reads the events of its resource by their index: there
 * are as many resources as a customer has records, so roll-ups of each would outgrow the events, and each has few.
 */
export async function countEvents(
  ctx: InsightContext,
  counting: Counting & { bucketMs: number },
): Promise<EventCount[]> {
  const { workspaceId, window, bucketMs, unitMs } = counting;
  const rows =
    ctx.scope.resourceScope === undefined
      ? sql`
          select s.start_at as at, s.status, s.n from ${pieces(cover(window, unitMs, bucketMs))}
          join event_stats s on s.workspace_id = ${workspaceId} and s.width_s = p.width_s and s.start_at >= p.from_at and s.start_at < p.to_at
          union all
          select minute_at, status, n from stat_changes
          where workspace_id = ${workspaceId} and connection_id is null and ${isWithin(sql`minute_at`, window)}`
      : sql`select created_at as at, meshes_stat_status(status, total_rules) as status, 1 as n from events e where ${isInResourceScope(ctx, workspaceId, window)}`;
  const { rows: counts } = await ctx.db.execute<{ bucket: string; status: EventCount["status"]; n: number }>(sql`
    select (floor(extract(epoch from at) * 1000 / ${bucketMs}::int) * ${bucketMs}::int)::bigint as bucket, status, sum(n)::int as n
    from (${rows}) counted group by 1, 2`);
  return counts.map(({ bucket, status, n }) => ({ bucket: Number(bucket), status, n }));
}

/** The deliveries of the events of a window, by connection. */
export async function countDeliveries(
  ctx: InsightContext,
  { workspaceId, window, unitMs }: Counting,
): Promise<DeliveryCount[]> {
  const rows =
    ctx.scope.resourceScope === undefined
      ? sql`
          select s.connection_id, s.status, s.latency, s.n from ${pieces(cover(window, unitMs))}
          join delivery_stats s on s.workspace_id = ${workspaceId} and s.width_s = p.width_s and s.start_at >= p.from_at and s.start_at < p.to_at
          union all
          select connection_id, status, latency, n from stat_changes
          where workspace_id = ${workspaceId} and connection_id is not null and ${isWithin(sql`minute_at`, window)}`
      : sql`
          select re.connection_id, re.status, meshes_latency_class(re.status, re.created_at, re.completed_at) as latency, 1 as n
          from events e join rule_events re on re.event_id = e.id where ${isInResourceScope(ctx, workspaceId, window)}`;
  const { rows: counts } = await ctx.db.execute<DeliveryCount>(sql`
    select connection_id as connection, status, latency, sum(n)::int as n
    from (${rows}) counted group by 1, 2, 3 having sum(n) > 0`);
  return counts;
}

function pieces(list: readonly Piece[]): SQL {
  const widths = list.map(({ widthMs }) => widthMs / 1000);
  const [from, to] = [list.map((piece) => iso(piece.from)), list.map((piece) => iso(piece.to))];
  return sql`unnest(${toArray(widths)}::int[], ${toArray(from)}::timestamptz[], ${toArray(to)}::timestamptz[]) as p (width_s, from_at, to_at)`;
}

function isInResourceScope(ctx: InsightContext, workspaceId: string, window: TimeWindow): SQL {
  return sql`e.workspace_id = ${workspaceId} and ${isOfPair(ctx)}
    and ${isIdWithin(sql`e.id`, window)} and ${isWithin(sql`e.created_at`, window)}`;
}
