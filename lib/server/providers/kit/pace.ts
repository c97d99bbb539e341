import type { RateLimit } from "#lib/server/runtime/rate-limit.ts";
import type { DeliveryLimits } from "./limits.ts";

/** The share of a window's requests that may go at once after a pause. */
const BURST_SHARE = 0.2;
/** At least this share flows steadily, also where one delivery takes most of a window. */
const FLOW_SHARE_MIN = 0.5;

/** A provider's limits as a bucket of tokens, one for each request. */
export type Pace = {
  /** All connections of the type draw from one bucket. */
  isShared: boolean;
  /** Tokens of one delivery. */
  cost: number;
  /** What the bucket holds at most, and gains each second; undefined without a rate. */
  bucket: RateLimit | undefined;
  concurrency: number | undefined;
};

/**
 * A full bucket and what flows into it during a window make one window's requests together: however the provider counts
 * its windows, they hold no more than it allows (unless one delivery alone takes more than half of it).
 */
export function paceOf({ rate, requestsPerDelivery, concurrency }: DeliveryLimits): Pace {
  const cost = Math.max(1, requestsPerDelivery);
  const base = { isShared: rate?.scope === "operator", cost, concurrency };
  if (rate === undefined) return { ...base, bucket: undefined };
  const burst = Math.max(cost, rate.requests * BURST_SHARE);
  const flow = Math.max(rate.requests - burst, rate.requests * FLOW_SHARE_MIN);
  return { ...base, bucket: { burst, perSecond: (flow * 1000) / rate.perMs } };
}
