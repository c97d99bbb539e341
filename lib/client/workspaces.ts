import { queryOptions } from "@tanstack/react-query";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { CatalogEntries } from "#lib/contracts/workspaces.ts";
import { apiGet } from "./api.ts";
import { liveInterval } from "./live.ts";

const hasMoving = ({ totals }: WorkspaceMetrics) => totals.pending + totals.processing > 0;

export const workspaceQueries = {
  all: (workspaceId: string) => ["workspaces", workspaceId] as const,
  metrics: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "metrics"],
      queryFn: ({ signal }) => apiGet<WorkspaceMetrics>(`/workspaces/${workspaceId}/metrics`, { signal }),
      refetchInterval: liveInterval(hasMoving),
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
