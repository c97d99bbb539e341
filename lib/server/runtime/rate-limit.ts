/** A bucket of `burst` tokens, into which `perSecond` come back every second. */
export type RateLimit = { perSecond: number; burst: number };

/** Requests of an organization, events of a workspace and the KiB of their payloads, calls of a session, mints and refreshes of an organization. */
export type Bucket = "management" | "ingest" | "ingestKib" | "session" | "mint";
/** Without a limit a bucket is switched off. */
export type BucketLimits = Readonly<Record<Bucket, RateLimit | undefined>>;

/** What the state of a bucket means: a moment, since a bucket that is left alone does nothing but become full. */
export type Taking = { used: number; fullAtMs: number };

/**
 * Takes `cost` tokens (gives back, when negative) from a bucket that will be full at `fullAtMs`. `used` is what would
 * be missing from the bucket then: above `burst` the request does not fit, and the bucket stays as it was.
 */
export function takeTokens(fullAtMs: number, nowMs: number, cost: number, { perSecond, burst }: RateLimit): Taking {
  const missing = Math.min(burst, Math.max(0, ((fullAtMs - nowMs) / 1000) * perSecond));
  const used = Math.max(0, missing + cost);
  return { used, fullAtMs: used > burst ? fullAtMs : nowMs + (used / perSecond) * 1000 };
}

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
