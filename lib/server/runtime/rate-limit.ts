/** At most `burst` at once, and `perSecond` over time. */
export type RateLimit = { perSecond: number; burst: number };

/**
 * What the generic cell rate algorithm keeps of a caller (ITU-T I.371, there the "theoretical arrival time"): the moment
 * at which it has everything back that it took. One that never took anything has everything, whatever moment stands
 * here. `used` is what would be missing from the burst then: above `burst` it does not fit, and nothing is taken.
 */
export type Taken = { used: number; fullAtMs: number };

/** Takes `cost` (gives back, when negative) from what is there at `nowMs`. */
export function takeFrom(limit: RateLimit, fullAtMs: number, nowMs: number, cost: number): Taken {
  const used = Math.max(0, missing(limit, fullAtMs, nowMs) + cost);
  return { used, fullAtMs: used > limit.burst ? fullAtMs : nowMs + timeFor(limit, used) };
}

/** How much may be taken at once at `nowMs`. */
export function available(limit: RateLimit, fullAtMs: number, nowMs: number): number {
  return limit.burst - missing(limit, fullAtMs, nowMs);
}

/** The same for whoever keeps what was there and since when, which stays exact where the rate may change. */
export function refill({ perSecond, burst }: RateLimit, tokens: number, elapsedMs: number): number {
  return Math.min(burst, tokens + (Math.max(0, elapsedMs) / 1_000) * perSecond);
}

/** Milliseconds in which so much comes back. */
export function timeFor({ perSecond }: RateLimit, tokens: number): number {
  return (tokens / perSecond) * 1_000;
}

/** Whole seconds after which what did not fit would; undefined when it did. `used` is that of `takeFrom`. */
export function retrySeconds(limit: RateLimit, used: number): number | undefined {
  const over = used - limit.burst;
  return over > 0 ? Math.max(1, Math.ceil(timeFor(limit, over) / 1_000)) : undefined;
}

/** Sums of fractions fall short of what they stand for. */
const ROUNDING = 1e-6;

/** How many of this size these tokens are enough for. */
export function enoughFor(tokens: number, cost = 1): number {
  return Math.max(0, Math.floor(tokens / cost + ROUNDING));
}

function missing({ perSecond, burst }: RateLimit, fullAtMs: number, nowMs: number): number {
  return Math.min(burst, Math.max(0, ((fullAtMs - nowMs) / 1_000) * perSecond));
}

/** Requests of an organization, events of a workspace and the KiB of their payloads, calls of a session, mints and refreshes of an organization. */
export type Bucket = "management" | "ingest" | "ingestKib" | "session" | "mint";

/** Without a limit a bucket is off. */
export type BucketLimits = Readonly<Record<Bucket, RateLimit | undefined>>;

/** `20/100` is 20 a second and 100 at once, `0` is no limit. */
export function parseRateLimit(text: string, burstMin = 1): RateLimit | undefined {
  if (text === "0") return undefined;
  const [, perSecond, burst] = /^([1-9]\d{0,6})\/([1-9]\d{0,6})$/.exec(text) ?? [];
  if (perSecond === undefined || Number(burst) < burstMin) {
    const least = burstMin === 1 ? "" : `, at least ${burstMin} at once`;
    throw new Error(`how many a second / how many at once, such as 20/100, or 0 for no limit${least}`);
  }
  return { perSecond: Number(perSecond), burst: Number(burst) };
}
