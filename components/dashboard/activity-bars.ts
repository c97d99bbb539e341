import type { MetricsBucket } from "#lib/contracts/metrics.ts";

/** The parts of a bar from below, with what stands for each in the colours of the pages. */
export const PARTS = ["done", "underway", "failed", "canceled"] as const;
export type Part = (typeof PARTS)[number];

export type Bar = { start: string; total: number } & Record<Part, number>;

/** Events by what became of them: what may still succeed is one thing, whichever way it takes. */
export function toBar({ start, events, completed, failed, canceled, ...rest }: MetricsBucket): Bar {
  return {
    start,
    total: events,
    done: completed,
    underway: rest.pending + rest.processing + rest.retrying,
    failed,
    canceled,
  };
}

/** The least round number (1, 2 or 5 and noughts) that every bar fits under. */
export function roundUp(highest: number): number {
  if (highest <= 1) return 1;
  const size = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * size >= highest) ?? 10) * size;
}
