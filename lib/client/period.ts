import type { EventFilters } from "#lib/client/event-filters.ts";
import type { MetricsQuery, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { TimeRange } from "#lib/contracts/time-range.ts";

/** What figures are about: a range that ends now, or a time of its own, as ISO times with their zones. */
export type Period = { range: TimeRange } | { from: string; until: string | undefined };

export function toMetricsQuery(period: Period): MetricsQuery {
  if ("range" in period) return period;
  const { from, until } = period;
  return { created_after: from, ...(until === undefined ? {} : { created_before: until }) };
}

/** What the figures that came are about: their range, and its ends. */
export type Span = Pick<WorkspaceMetrics, "range" | "from" | "to">;

/** The events that the figures count. */
export function spanFilter({ range, from, to }: Span): EventFilters {
  return range === undefined ? { from, until: to } : { since: range };
}
