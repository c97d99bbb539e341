import { countDelivered, countUnderway } from "#components/dashboard/status-counts.ts";
import type { MetricsBucket, WorkspaceMetrics } from "#lib/contracts/metrics.ts";

/** The parts of a bar from below, with what stands for each in the colours of the pages. */
export const PARTS = ["delivered", "underway", "failed", "canceled", "unmatched"] as const;
export type Part = (typeof PARTS)[number];

/** `from` and `until` are the times of its events; `start` is what it is called by. */
export type Bar = { start: string; from: string; until: string; total: number } & Record<Part, number>;

type Window = Pick<WorkspaceMetrics, "buckets" | "bucket_seconds" | "from">;

/** The first bucket may begin before the period does, and counts only what is in it. */
export function toBars({ buckets, bucket_seconds: seconds, from }: Window): Bar[] {
  return buckets.map((bucket) => ({
    ...toBar(bucket),
    from: bucket.start < from ? from : bucket.start,
    until: new Date(Date.parse(bucket.start) + seconds * 1000).toISOString(),
  }));
}

/** Events by what became of them. */
function toBar(bucket: MetricsBucket): Omit<Bar, "from" | "until"> {
  const { start, events, failed, canceled, unmatched } = bucket;
  return {
    start,
    total: events,
    delivered: countDelivered(bucket),
    underway: countUnderway(bucket),
    failed,
    canceled,
    unmatched,
  };
}

/** The least round number (1, 2 or 5 and noughts) that every bar fits under. */
export function roundUp(highest: number): number {
  if (highest <= 1) return 1;
  const size = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * size >= highest) ?? 10) * size;
}
