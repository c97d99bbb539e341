import { LRUCache } from "lru-cache";
import { takeTokens } from "#lib/server/runtime/token-bucket.ts";
import type { BucketStore } from "./token-bucket-limiter.ts";

/** Keys are ids of callers that are known, so this holds whoever calls within some seconds; beyond it the idle are forgotten. */
const BUCKETS_MAX = 100_000;

/** The buckets of this process. */
export function createMemoryBuckets(now: () => number = () => performance.now(), max = BUCKETS_MAX): BucketStore {
  const fullAtMs = new LRUCache<string, number>({ max });
  return {
    take: async (key, cost, limit) => {
      const taking = takeTokens(fullAtMs.get(key) ?? 0, now(), cost, limit);
      fullAtMs.set(key, taking.fullAtMs);
      return taking.used;
    },
  };
}
