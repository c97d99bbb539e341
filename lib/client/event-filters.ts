import type { EventFilter } from "#lib/contracts/event-filter.ts";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import { rangeStart, type TimeRange } from "#lib/contracts/time-range.ts";

/** What a person can filter the list of events by, and what a link to it can carry. */
export type EventFilters = Pick<EventFilter, "id" | "event" | "resource" | "resource_id" | "status" | "connection"> & {
  since?: TimeRange | undefined;
  /** ISO times with their zones. They come before `since`. */
  from?: string | undefined;
  until?: string | undefined;
  /** The id of a problem that one of its deliveries is in now. */
  problem?: string | undefined;
};

/**
 * The filter as the API takes it, at this moment: a range of time becomes its beginning. With a connection, the status is
 * that of the delivery to it, because that is what somebody wants to know who looks at one connection.
 */
export function toEventFilter(
  { since, from, until, problem, status, ...rest }: EventFilters,
  now: number,
): EventFilter {
  return {
    ...rest,
    ...(status === undefined ? {} : isOfDelivery({ ...rest, problem }) ? { delivery_status: status } : { status }),
    ...(problem === undefined ? {} : { problem_id: problem }),
    ...toMoments({ since, from, until }, now),
  };
}

function toMoments({ since, from, until }: EventFilters, now: number): EventFilter {
  if (from === undefined && until === undefined) {
    return since === undefined ? {} : { created_after: new Date(rangeStart(since, now)).toISOString() };
  }
  return {
    ...(from === undefined ? {} : { created_after: from }),
    ...(until === undefined ? {} : { created_before: until }),
  };
}

export function isOfDelivery({ connection = "", problem = "" }: EventFilters): boolean {
  return connection !== "" || problem !== "";
}

/** Everything that the list shows under this filter and that has ended without being delivered, if that is what it shows. */
export function toRetryFilter(filters: EventFilters, now: number): RetryFilter | undefined {
  const { status } = filters;
  if (status !== "failed" && status !== "canceled") return undefined;
  return { ...toEventFilter(filters, now), delivery_status: status };
}
