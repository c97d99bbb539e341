import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ConnectionActivities, MetricsLosses, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { CatalogEntries } from "#lib/contracts/workspaces.ts";
import { apiGet } from "./api.ts";
import { liveInterval } from "./live.ts";
import { type Period, toMetricsQuery } from "./period.ts";

const hasMoving = ({ totals }: WorkspaceMetrics) => totals.pending + totals.processing > 0;

export const workspaceQueries = {
  all: (workspaceId: string) => ["workspaces", workspaceId] as const,
  /** Of every period. */
  allMetrics: (workspaceId: string) => [...workspaceQueries.all(workspaceId), "metrics"] as const,
  metrics: (workspaceId: string, period: Period) =>
    queryOptions({
      queryKey: [...workspaceQueries.allMetrics(workspaceId), period],
      queryFn: ({ signal }) =>
        apiGet<WorkspaceMetrics>(`/workspaces/${workspaceId}/metrics`, { query: toMetricsQuery(period), signal }),
      refetchInterval: liveInterval(hasMoving),
      // Another period takes the place of this one when it is there.
      placeholderData: keepPreviousData,
    }),
  losses: (workspaceId: string, period: Period) =>
    queryOptions({
      queryKey: [...workspaceQueries.allMetrics(workspaceId), "losses", period],
      queryFn: ({ signal }) =>
        apiGet<MetricsLosses>(`/workspaces/${workspaceId}/metrics/losses`, { query: toMetricsQuery(period), signal }),
      placeholderData: keepPreviousData,
    }),
  /** Of as many connections as one question may be about. */
  activity: (workspaceId: string, connectionIds: readonly string[]) =>
    queryOptions({
      queryKey: [...workspaceQueries.allMetrics(workspaceId), "activity", connectionIds],
      queryFn: ({ signal }) =>
        apiGet<ConnectionActivities>(`/workspaces/${workspaceId}/metrics/connections`, {
          query: { connection_ids: connectionIds.join(",") },
          signal,
        }),
      placeholderData: keepPreviousData,
    }),
  eventTypes: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "event-types"],
      queryFn: ({ signal }) => apiGet<CatalogEntries>(`/workspaces/${workspaceId}/event-types`, { signal }),
    }),
  resources: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "resources"],
      queryFn: ({ signal }) => apiGet<CatalogEntries>(`/workspaces/${workspaceId}/resources`, { signal }),
    }),
};
