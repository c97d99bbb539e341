import { DELIVERY_STATUSES } from "./constants.ts";
import type { DeliveryStatus } from "./status.ts";

// Several statuses as one text, `failed,retrying`. Free of zod, so that a page can use it.

/** The statuses that a list names, each once. */
export function statusesIn(list: string): DeliveryStatus[] {
  const named = new Set(list.split(","));
  return DELIVERY_STATUSES.filter((status) => named.has(status));
}

/** The statuses of deliveries that ended without success: what a bulk retry can start again. */
export const RETRYABLE_STATUSES = ["failed", "canceled"] as const;

export function isRetryable(status: DeliveryStatus): status is (typeof RETRYABLE_STATUSES)[number] {
  return RETRYABLE_STATUSES.some((retryable) => retryable === status);
}
