import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { CreateEvent, EventCreated, EventDetail, EventsPage, EventWithPayload } from "#lib/contracts/events.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { apiGet, apiSend } from "./api.ts";
import { isMoving, liveInterval, livePagesInterval } from "./live.ts";
import { workspaceQueries } from "./workspaces.ts";

const PAGE_SIZE = 50;
const RECENT_STALE_MS = 30_000;

/** How long ago the oldest event shown was received. */
const SINCE_MS = { "1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000, "30d": 30 * 86_400_000 };
export type Since = keyof typeof SINCE_MS;

export type EventFilters = {
  id?: string | undefined;
  event?: string | undefined;
  resource?: string | undefined;
  resource_id?: string | undefined;
  status?: DeliveryStatus | undefined;
  connection?: string | undefined;
  since?: Since | undefined;
};

/** A time that goes along: each reading reaches back from its own moment. */
function toQuery({ since, ...filters }: EventFilters) {
  return since === undefined
    ? filters
    : { ...filters, created_after: new Date(Date.now() - SINCE_MS[since]).toISOString() };
}

/** `apiGet` leaves empty parameters out. */
const FIRST_CURSOR = "";
const hasMoving = (event: EventDetail) => isMoving(event) || event.rule_events.some((ruleEvent) => isMoving(ruleEvent));

export const eventQueries = {
  all: (workspaceId: string) => ["events", workspaceId] as const,
  lists: (workspaceId: string) => [...eventQueries.all(workspaceId), "list"] as const,
  list: (workspaceId: string, filters: EventFilters = {}) =>
    infiniteQueryOptions({
      queryKey: [...eventQueries.lists(workspaceId), filters],
      queryFn: ({ pageParam, signal }) =>
        apiGet<EventsPage>(`/workspaces/${workspaceId}/events`, {
          query: { ...toQuery(filters), limit: PAGE_SIZE, cursor: pageParam },
          signal,
        }),
      initialPageParam: FIRST_CURSOR,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
      refetchInterval: livePagesInterval,
    }),
  /** The newest few, read once: examples to choose from, not a list to watch. */
  recent: (workspaceId: string, filters: EventFilters, limit: number) =>
    queryOptions({
      queryKey: [...eventQueries.all(workspaceId), "recent", filters, limit],
      queryFn: ({ signal }) =>
        apiGet<EventsPage>(`/workspaces/${workspaceId}/events`, { query: { ...toQuery(filters), limit }, signal }),
      staleTime: RECENT_STALE_MS,
      refetchOnWindowFocus: false,
    }),
  detail: (workspaceId: string, eventId: string) =>
    queryOptions({
      queryKey: [...eventQueries.all(workspaceId), "detail", eventId],
      queryFn: ({ signal }) => apiGet<EventDetail>(`/events/${encodeURIComponent(eventId)}`, { signal }),
      refetchInterval: liveInterval(hasMoving),
    }),
  /** The payload never changes; it is fetched only when somebody asks to see it. */
  payload: (workspaceId: string, eventId: string) =>
    queryOptions({
      queryKey: ["event-payloads", workspaceId, eventId],
      queryFn: ({ signal }) => apiGet<EventWithPayload>(`/events/${encodeURIComponent(eventId)}/payload`, { signal }),
      select: (event) => event.payload,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

/** Sends an event as the session; a resource session may only send for its own pair. */
export function useSendTestEvent(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Omit<CreateEvent, "workspace" | "type">) => {
      const body = { ...input, workspace: workspaceId };
      const { event } = await apiSend<EventCreated>("POST", "/events", { body });
      return event;
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: eventQueries.lists(workspaceId) }),
        client.invalidateQueries({ queryKey: workspaceQueries.all(workspaceId) }),
      ]),
  });
}

/** After a write to deliveries, also a refused one: "already ended" means that the page shows an old state. */
export function useInvalidateDeliveries(workspaceId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: eventQueries.all(workspaceId) }),
      client.invalidateQueries({ queryKey: workspaceQueries.metrics(workspaceId).queryKey }),
    ]);
}

/** Cancels every delivery of an event that has not ended. */
export function useCancelEvent(workspaceId: string) {
  return useMutation({
    mutationFn: (eventId: string) => apiSend<EventDetail>("POST", `/events/${encodeURIComponent(eventId)}/cancel`),
    onSettled: useInvalidateDeliveries(workspaceId),
  });
}
