import type { EventFilter } from "#lib/contracts/event-filter.ts";
import { isInPayloads, parseSearch } from "#lib/contracts/event-search.ts";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import { isRetryable } from "#lib/contracts/status-list.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { rangeStart, type TimeRange } from "#lib/contracts/time-range.ts";

/** What a person can filter the list of events by, and what a link to it can carry. */
export type EventFilters = Pick<EventFilter, "id" | "event" | "resource" | "resource_id" | "connection" | "rule"> & {
  /** Whether any rule matched. */
  matched?: boolean | undefined;
  /** Any of these. */
  status?: DeliveryStatus[] | undefined;
  since?: TimeRange | undefined;
  /** ISO times with their zones. They come before `since`. */
  from?: string | undefined;
  until?: string | undefined;
  /** The id of a problem that one of its deliveries is in now. */
  problem?: string | undefined;
  search?: string | undefined;
};

/**
 * The filter as the API takes it, at this moment: a range of time becomes its beginning. With a connection or a rule, the
 * status is that of the delivery to it, because that is what somebody wants to know who looks at one of them. What is
 * searched for goes beside it.
 */
export function toEventFilter(filters: EventFilters, now: number): EventFilter {
  const { since, from, until, status, matched, problem, search: _search, ...rest } = filters;
  return {
    ...rest,
    ...(matched === undefined ? {} : { matched: matched ? "true" : "false" }),
    ...(problem === undefined ? {} : { problem_id: problem }),
    ...toStatus({ ...rest, problem }, status?.join(",")),
    ...toMoments({ since, from, until }, now),
  };
}

function toStatus(filters: EventFilters, status = ""): EventFilter {
  if (status === "") return {};
  return isOfDelivery(filters) ? { delivery_status: status } : { status };
}

function toMoments({ since, from, until }: Pick<EventFilters, "since" | "from" | "until">, now: number): EventFilter {
  if (from === undefined && until === undefined) {
    return since === undefined ? {} : { created_after: new Date(rangeStart(since, now)).toISOString() };
  }
  return {
    ...(from === undefined ? {} : { created_after: from }),
    ...(until === undefined ? {} : { created_before: until }),
  };
}

export function isOfDelivery({ connection = "", rule = "", problem = "" }: EventFilters): boolean {
  return [connection, rule, problem].some((id) => id !== "");
}

/** A search that reads payloads goes through the history step by step, and takes a right of its own. */
export function isPayloadSearch({ search }: EventFilters): boolean {
  const parsed = search === undefined ? undefined : parseSearch(search);
  return parsed !== undefined && isInPayloads(parsed);
}

/** Everything that the list shows under this filter and that has ended without being delivered, if that is what it shows. */
export function toRetryFilter(filters: EventFilters, now: number): RetryFilter | undefined {
  const { status } = filters;
  if (status === undefined || retryOffer(filters) !== "offered") return undefined;
  // What has a delivery was matched by a rule.
  const { matched: _matched, ...filter } = toEventFilter(filters, now);
  return { ...filter, delivery_status: status.join(",") };
}

/** Whether what the list shows can be retried as a whole, or what is in the way of it. */
export function retryOffer({ status = [], matched, search }: EventFilters): "offered" | "search" | "mixed" | "none" {
  if (matched === false || !status.some((one) => isRetryable(one))) return "none";
  if (!status.every((one) => isRetryable(one))) return "mixed";
  return search === undefined ? "offered" : "search";
}
