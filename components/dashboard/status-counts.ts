import type { StatusCounts } from "#lib/contracts/metrics.ts";

/** What no rule matched is completed too, but nothing of it was delivered. */
export function countDelivered({ completed, unmatched }: StatusCounts): number {
  return completed - unmatched;
}

/** What may still succeed, whichever way it takes. */
export function countUnderway({ pending, processing, retrying }: StatusCounts): number {
  return pending + processing + retrying;
}
