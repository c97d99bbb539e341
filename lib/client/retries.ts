import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { RetriesPage, Retry, RetryCreated, RetryFilter, RetryPreviewed } from "#lib/contracts/retries.ts";
import { apiGet, apiSend } from "./api.ts";
import { useInvalidateDeliveries } from "./events.ts";
import { isSessionEnded } from "./is-session-ended.ts";

const RUNNING_MS = 1_000;
const FAILING_MS = 15_000;

const RETRIES = (workspaceId: string) => `/workspaces/${workspaceId}/retries`;

/** Whether something about it still changes by itself in the next seconds. */
function isMoving({ status, deliveries }: Retry): boolean {
  return status === "running" || (deliveries !== undefined && deliveries.pending + deliveries.processing > 0);
}

export const retryQueries = {
  all: (workspaceId: string) => ["retries", workspaceId] as const,
  /** The newest one: it may be running. */
  latest: (workspaceId: string) =>
    queryOptions({
      queryKey: [...retryQueries.all(workspaceId), "latest"],
      queryFn: ({ signal }) => apiGet<RetriesPage>(RETRIES(workspaceId), { query: { limit: 1 }, signal }),
      select: ({ records }) => records[0],
    }),
  /** What a retry with this filter would do now. */
  preview: (workspaceId: string, filter: RetryFilter) =>
    queryOptions({
      queryKey: [...retryQueries.all(workspaceId), "preview", filter],
      queryFn: ({ signal }) =>
        apiSend<RetryPreviewed>("POST", RETRIES(workspaceId), { body: { filter, dry_run: true }, signal }),
      select: ({ preview }) => preview,
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, retryId: string) =>
    queryOptions({
      queryKey: [...retryQueries.all(workspaceId), "detail", retryId],
      queryFn: ({ signal }) => apiGet<Retry>(`${RETRIES(workspaceId)}/${encodeURIComponent(retryId)}`, { signal }),
      // The stream tells of events, not of retries, so this is asked for beside it.
      refetchInterval: ({ state }) => {
        if (isSessionEnded(state.fetchFailureReason)) return false;
        if (state.error) return FAILING_MS;
        return state.data !== undefined && isMoving(state.data) ? RUNNING_MS : false;
      },
    }),
};

function useInvalidateRetries(workspaceId: string) {
  const client = useQueryClient();
  const invalidateDeliveries = useInvalidateDeliveries(workspaceId);
  return () =>
    Promise.all([client.invalidateQueries({ queryKey: retryQueries.all(workspaceId) }), invalidateDeliveries()]);
}

export function useStartRetry(workspaceId: string) {
  return useMutation({
    mutationFn: async (filter: RetryFilter) =>
      (await apiSend<RetryCreated>("POST", RETRIES(workspaceId), { body: { filter } })).retry,
    onSettled: useInvalidateRetries(workspaceId),
  });
}

export function useCancelRetry(workspaceId: string) {
  return useMutation({
    mutationFn: (retryId: string) =>
      apiSend<Retry>("POST", `${RETRIES(workspaceId)}/${encodeURIComponent(retryId)}/cancel`),
    onSettled: useInvalidateRetries(workspaceId),
  });
}
