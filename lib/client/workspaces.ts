import { queryOptions } from "@tanstack/react-query";
import { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { CatalogEntries } from "#lib/contracts/workspaces.ts";
import { apiGet } from "./api.ts";
import { liveInterval } from "./live.ts";

const hasMoving = ({ totals }: WorkspaceMetrics) => totals.pending + totals.processing > 0;

export const workspaceQueries = {
  all: (workspaceId: string) => ["workspaces", workspaceId] as const,
  metrics: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "metrics"],
      queryFn: ({ signal }) => apiGet(`/workspaces/${workspaceId}/metrics`, { schema: WorkspaceMetrics, signal }),
      refetchInterval: liveInterval(hasMoving),
    }),
  eventTypes: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "event-types"],
      queryFn: ({ signal }) => apiGet(`/workspaces/${workspaceId}/event-types`, { schema: CatalogEntries, signal }),
    }),
  resources: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.all(workspaceId), "resources"],
      queryFn: ({ signal }) => apiGet(`/workspaces/${workspaceId}/resources`, { schema: CatalogEntries, signal }),
    }),
};
