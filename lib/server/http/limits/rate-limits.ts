import type pg from "pg";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import {
  retrySeconds,
  timeFor,
  type Bucket,
  type BucketLimits,
  type RateLimit,
} from "#lib/server/runtime/rate-limit.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";
import { type BucketStore, createMemoryBuckets, createPostgresBuckets } from "./buckets.ts";
import { joinWebNodes, type WebNodes } from "./web-nodes.ts";

/** What the answer tells the caller. Without `retrySeconds` the request may go on. */
export type Quota = { limit: number; remaining: number; resetSeconds: number; retrySeconds: number | undefined };

export type RateLimits = {
  /** Undefined when the bucket is off. */
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
  const { limits, memory, shared, isShared } = options;

  function count(bucket: Bucket, caller: string, cost: number, limit: RateLimit): Promise<number> {
    const key = `${bucket}:${caller}`;
    // The store has logged why it failed.
    return isShared()
      ? shared.take(key, cost, limit).catch(() => memory.take(key, cost, limit))
      : memory.take(key, cost, limit);
  }

  return {
    take: async (bucket, caller, cost) => {
      const limit = limits[bucket];
      return limit && toQuota(limit, cost, await count(bucket, caller, cost, limit));
    },
    refund: async (bucket, caller, cost) => {
      const limit = limits[bucket];
      if (limit !== undefined) await count(bucket, caller, -cost, limit);
    },
  };
}

function toQuota(limit: RateLimit, cost: number, used: number): Quota {
  const retry = retrySeconds(limit, used);
  const missing = retry === undefined ? used : used - cost;
  return {
    limit: limit.burst,
    remaining: Math.floor(limit.burst - missing),
    resetSeconds: Math.ceil(timeFor(limit, missing) / 1_000),
    retrySeconds: retry,
  };
}

export type StartedRateLimits = { limits: RateLimits | undefined; nodes: WebNodes | undefined };

/** The limits of the API as they are set; none when all of them are off. */
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
