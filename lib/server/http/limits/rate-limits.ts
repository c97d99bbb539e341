import type pg from "pg";
import { RateLimiterRes } from "rate-limiter-flexible";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";
import type { Bucket, BucketLimits, RateLimit } from "#lib/server/runtime/token-bucket.ts";
import { createMemoryBuckets, createPostgresBuckets } from "./buckets.ts";
import { type BucketStore, TokenBucketLimiter } from "./token-bucket-limiter.ts";
import { joinWebNodes, type WebNodes } from "./web-nodes.ts";

/** What the answer tells the caller. Without `retrySeconds` the request may go on. */
export type Quota = { limit: number; remaining: number; resetSeconds: number; retrySeconds: number | undefined };

export type RateLimits = {
  /** Undefined when the bucket is switched off. */
  take(bucket: Bucket, key: string, cost: number): Promise<Quota | undefined>;
  /** For what was taken by a request that is refused after all. */
  refund(bucket: Bucket, key: string, cost: number): Promise<void>;
};

/** Counts in memory, and in the store of all nodes while `isShared`; when that store fails, in memory again. */
export function createRateLimits(options: {
  limits: BucketLimits;
  memory: BucketStore;
  shared: BucketStore;
  isShared: () => boolean;
}): RateLimits {
  const limiters = new Map<Bucket, { own: TokenBucketLimiter; shared: TokenBucketLimiter; limit: RateLimit }>();
  for (const name of ["management", "ingest", "ingestKib", "session", "mint"] as const) {
    const limit = options.limits[name];
    if (limit === undefined) continue;
    const own = new TokenBucketLimiter({ name, limit, store: options.memory });
    limiters.set(name, {
      limit,
      own,
      shared: new TokenBucketLimiter({ name, limit, store: options.shared, insurance: own }),
    });
  }
  const getLimiter = (bucket: Bucket) => {
    const found = limiters.get(bucket);
    return found && { limit: found.limit, limiter: options.isShared() ? found.shared : found.own };
  };
  return {
    take: async (bucket, key, cost) => {
      const found = getLimiter(bucket);
      if (found === undefined) return undefined;
      return toQuota(found.limit, await found.limiter.consume(key, cost).catch(refusalOnly));
    },
    refund: async (bucket, key, cost) => void (await getLimiter(bucket)?.limiter.reward(key, cost)),
  };
}

/** The library rejects with what it counted. */
function refusalOnly(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}

function toQuota({ burst, perSecond }: RateLimit, counted: RateLimiterRes): Quota {
  const { remainingPoints: remaining, consumedPoints, msBeforeNext } = counted;
  const isRefused = consumedPoints > burst;
  const untilFullMs = isRefused ? ((burst - remaining) / perSecond) * 1000 : msBeforeNext;
  return {
    limit: burst,
    remaining,
    resetSeconds: Math.ceil(untilFullMs / 1000),
    retrySeconds: isRefused ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : undefined,
  };
}

export type StartedRateLimits = { limits: RateLimits | undefined; nodes: WebNodes | undefined };

/** The limits of the API as they are set; none when all of them are switched off. */
export async function startRateLimits(
  { env, log, pool }: { env: Env; log: Log; pool: pg.Pool },
  stopper: Stopper,
): Promise<StartedRateLimits> {
  const isOff = Object.values(env.rateLimits).every((limit) => limit === undefined);
  if (isOff || env.role === "worker") return { limits: undefined, nodes: undefined };
  const nodes = await joinWebNodes(pool, log);
  stopper.add("web node", () => nodes.stop());
  const isShared = { memory: () => false, postgres: () => true, auto: () => !nodes.isAlone() }[env.rateLimitStore];
  const limits = createRateLimits({
    limits: env.rateLimits,
    memory: createMemoryBuckets(),
    shared: createPostgresBuckets(pool, log),
    isShared,
  });
  return { limits, nodes };
}
