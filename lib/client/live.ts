import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { isSessionEnded } from "./is-session-ended.ts";

const OPEN_MS = 2_000;
const IDLE_MS = 5_000;
const FAILING_MS = 15_000;
/** Beside a stream, reading again is only the safety net. */
const STREAMING_MS = 10_000;
/** A retry that is due within this time is watched like a running delivery. */
const DUE_SOON_MS = 30_000;

let isStreaming = false;

/** Changes are told as they happen, or no longer. */
export function setStreaming(next: boolean): void {
  isStreaming = next;
}

type Delivery = { status: DeliveryStatus; next_attempt_at?: string | undefined };
type LiveQuery<T> = { state: { data: T | undefined; error: Error | null; fetchFailureReason: Error | null } };

/** Whether the status will change in the next seconds by itself. */
export function isMoving({ status, next_attempt_at: dueAt }: Delivery, now = Date.now()): boolean {
  if (status === "pending" || status === "processing") return true;
  return status === "retrying" && dueAt !== undefined && Date.parse(dueAt) - now < DUE_SOON_MS;
}

/**
 * `refetchInterval` for a query that shows deliveries: often while something moves, seldom otherwise, not at
 * all after the session ended. Hidden pages are not polled (the default of `refetchIntervalInBackground`).
 */
export function liveInterval<T>(isOpen: (data: T) => boolean): (query: LiveQuery<T>) => number | false {
  return ({ state }) => {
    if (isSessionEnded(state.fetchFailureReason)) return false;
    if (state.error) return FAILING_MS;
    if (isStreaming) return STREAMING_MS;
    return state.data !== undefined && isOpen(state.data) ? OPEN_MS : IDLE_MS;
  };
}

type Pages<R> = { pages: { records: R[] }[] };

/** The same for an infinite list. All loaded pages are fetched again, so the pause grows with their number. */
export function livePagesInterval(query: LiveQuery<Pages<Delivery>>): number | false {
  const pages = query.state.data?.pages.length ?? 1;
  const isOpen = (data: Pages<Delivery>) => data.pages.some((page) => page.records.some((record) => isMoving(record)));
  const pause = liveInterval(isOpen)(query);
  return pause && pause * Math.max(1, pages);
}
