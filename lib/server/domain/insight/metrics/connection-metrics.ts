import { inArray } from "drizzle-orm";
import type { ConnectionMetrics } from "#lib/contracts/metrics.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { InsightContext } from "../context.ts";
import type { DeliveryCount } from "./count-stats.ts";

/** Every connection that had deliveries in the range, deleted ones too; the busiest first. */
export async function connectionMetrics(
  ctx: InsightContext,
  counts: readonly DeliveryCount[],
): Promise<ConnectionMetrics[]> {
  const byConnection = Map.groupBy(counts, ({ connection }) => connection);
  if (byConnection.size === 0) return [];
  const rows = await ctx.db
    .select({ id: connections.id, name: connections.name, type: connections.type, deletedAt: connections.deletedAt })
    .from(connections)
    .where(inArray(connections.id, [...byConnection.keys()]));
  return rows
    .map((row) => toMetrics(row, byConnection.get(row.id) ?? []))
    .toSorted((a, b) => b.deliveries - a.deliveries || (a.connection < b.connection ? -1 : 1));
}

type Row = Pick<typeof connections.$inferSelect, "id" | "name" | "type" | "deletedAt">;

function toMetrics(row: Row, counts: readonly DeliveryCount[]): ConnectionMetrics {
  return {
    connection: row.id,
    connection_name: row.name,
    integration_type: row.type,
    ...(row.deletedAt === null ? {} : { connection_deleted: true }),
    deliveries: counts.reduce((sum, { n }) => sum + n, 0),
    delivered: countByStatus(counts, "completed"),
    failed: countByStatus(counts, "failed"),
    retrying: countByStatus(counts, "retrying"),
    error_rate: errorRate(counts),
    delivery_latency: summarizeLatency(counts),
  };
}

export function countByStatus(counts: readonly DeliveryCount[], status: DeliveryStatus): number {
  return counts.reduce((sum, count) => (count.status === status ? sum + count.n : sum), 0);
}

/** Of what has ended by delivery or failure, the share that failed. */
export function errorRate(counts: readonly DeliveryCount[]): number | null {
  const failed = countByStatus(counts, "failed");
  const ended = failed + countByStatus(counts, "completed");
  return ended === 0 ? null : failed / ended;
}

export function summarizeLatency(counts: readonly DeliveryCount[]): ConnectionMetrics["delivery_latency"] {
  const classes = new Map<number, number>();
  for (const { latency, n } of counts) {
    if (latency >= 0) classes.set(latency, (classes.get(latency) ?? 0) + n);
  }
  return { p50_ms: percentile(classes, 0.5), p95_ms: percentile(classes, 0.95) };
}

/**
 * Latencies are counted in classes, four for every doubling: class k holds 2^((k-1)/4) to 2^(k/4) ms. The geometric
 * middle of a class is at most 2^(1/8) from every value in it, so a percentile is off by at most 9.1 %.
 */
export type LatencyCounts = ReadonlyMap<number, number>;

/** The latency that a share of the deliveries did not exceed, in whole milliseconds; null when there was none. */
export function percentile(counts: LatencyCounts, share: number): number | null {
  const classes = [...counts].filter(([, n]) => n > 0).toSorted(([a], [b]) => a - b);
  const total = classes.reduce((sum, [, n]) => sum + n, 0);
  let below = 0;
  for (const [k, n] of classes) {
    below += n;
    if (below >= total * share) return classMidpointMs(k);
  }
  return null;
}

function classMidpointMs(k: number): number {
  return k === 0 ? 1 : Math.round(2 ** ((k - 0.5) / 4));
}
