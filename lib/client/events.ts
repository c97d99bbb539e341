import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import type {
  CreateEvent,
  EventCreated,
  EventDetail,
  EventsPage,
  EventsSearchPage,
  ListEventsQuery,
} from "#lib/contracts/events.ts";
import { getMember, withMember } from "#lib/contracts/json-text.ts";
import { apiGet, apiGetText, apiSend } from "./api.ts";
import { isPayloadSearch, toEventFilter, type EventFilters } from "./event-filters.ts";
import { isMoving, liveInterval, livePagesInterval } from "./live.ts";
import { workspaceQueries } from "./workspaces.ts";

const PAGE_SIZE = 50;
const RECENT_STALE_MS = 30_000;

type ListQuery = z.input<typeof ListEventsQuery>;

/** A range of time goes along: each reading reaches back from its own moment. */
function toQuery(filters: EventFilters, page: Pick<ListQuery, "limit" | "cursor">): ListQuery {
  const { search } = filters;
  return { ...toEventFilter(filters, Date.now()), ...(search === undefined ? {} : { search }), ...page };
}

/** `apiGet` leaves empty parameters out. */
const FIRST_CURSOR = "";
const hasMoving = (event: EventDetail) => isMoving(event) || event.rule_events.some((ruleEvent) => isMoving(ruleEvent));

export const eventQueries = {
  all: (workspaceId: string) => ["events", workspaceId] as const,
  lists: (workspaceId: string) => [...eventQueries.all(workspaceId), "list"] as const,
  list: (workspaceId: string, filters: EventFilters = {}) =>
    infiniteQueryOptions({
      queryKey: isPayloadSearch(filters)
        ? [...eventQueries.all(workspaceId), "search", filters]
        : [...eventQueries.lists(workspaceId), filters],
      queryFn: ({ pageParam, signal }) =>
        apiGet<EventsSearchPage>(`/workspaces/${workspaceId}/events`, {
          query: toQuery(filters, { limit: String(PAGE_SIZE), cursor: pageParam }),
          signal,
        }),
      initialPageParam: FIRST_CURSOR,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
      // A search in payloads takes seconds for all of its pages: it is made once, and not again for each event that comes.
      ...(isPayloadSearch(filters)
        ? { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY }
        : { refetchInterval: livePagesInterval }),
    }),
  /** The newest few, read once: examples to choose from, not a list to watch. */
  recent: (workspaceId: string, filters: EventFilters, limit: number) =>
    queryOptions({
      queryKey: [...eventQueries.all(workspaceId), "recent", filters, limit],
      queryFn: ({ signal }) =>
        apiGet<EventsPage>(`/workspaces/${workspaceId}/events`, {
          query: toQuery(filters, { limit: String(limit) }),
          signal,
        }),
      staleTime: RECENT_STALE_MS,
      refetchOnWindowFocus: false,
    }),
  detail: (workspaceId: string, eventId: string) =>
    queryOptions({
      queryKey: [...eventQueries.all(workspaceId), "detail", eventId],
      queryFn: ({ signal }) => apiGet<EventDetail>(`/events/${encodeURIComponent(eventId)}`, { signal }),
      refetchInterval: liveInterval(hasMoving),
    }),
  /** The payload as it came, as text. It never changes; it is fetched only when somebody asks to see it. */
  payload: (workspaceId: string, eventId: string) =>
    queryOptions({
      queryKey: ["event-payloads", workspaceId, eventId],
      queryFn: async ({ signal }) => {
        const text = await apiGetText(`/events/${encodeURIComponent(eventId)}/payload`, { signal });
        return getMember(text, "payload") ?? "{}";
      },
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

/** The payload is JSON text, and is sent as it was typed. */
export type TestEvent = Pick<CreateEvent, "event" | "resource" | "resource_id"> & { payload: string };

/** Sends an event as the session; a resource session may only send for its own resource. */
export function useSendTestEvent(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ payload, ...input }: TestEvent) => {
      const json = withMember({ ...input, workspace: workspaceId }, "payload", payload);
      const { event } = await apiSend<EventCreated>("POST", "/events", { json });
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
      client.invalidateQueries({ queryKey: workspaceQueries.allMetrics(workspaceId) }),
    ]);
}

/** Cancels every delivery of an event that has not ended. */
export function useCancelEvent(workspaceId: string) {
  return useMutation({
    mutationFn: (eventId: string) => apiSend<EventDetail>("POST", `/events/${encodeURIComponent(eventId)}/cancel`),
    onSettled: useInvalidateDeliveries(workspaceId),
  });
}
