import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import RateLimiterStoreAbstract from "rate-limiter-flexible/lib/RateLimiterStoreAbstract.js";
import type { RateLimit } from "#lib/server/runtime/token-bucket.ts";

export type BucketStore = {
  /**
   * Takes tokens when they are there; gives some back when `cost` is negative. Resolves with how many are then missing
   * from a full bucket, or, when they were not there, with how many would be: more than it can hold.
   */
  take(key: string, cost: number, limit: RateLimit): Promise<number>;
};

type LimiterOptions = { name: string; limit: RateLimit; store: BucketStore; insurance?: RateLimiterAbstract };

/**
 * A store of the library that counts by token bucket: its own stores count by fixed window, which lets twice the burst
 * through at a border, and its bursty limiter cannot say what is left. A refused request takes nothing.
 */
export class TokenBucketLimiter extends RateLimiterStoreAbstract {
  readonly #store: BucketStore;
  readonly #limit: RateLimit;

  constructor({ name, limit, store, insurance }: LimiterOptions) {
    super({
      storeClient: store,
      keyPrefix: name,
      points: limit.burst,
      duration: limit.burst / limit.perSecond,
      ...(insurance === undefined ? {} : { insuranceLimiter: insurance }),
    });
    this.#store = store;
    this.#limit = limit;
  }

  _upsert(key: string, cost: number): Promise<number> {
    return this.#store.take(key, cost, this.#limit);
  }

  _getRateLimiterRes(_key: string, cost: number, used: number): RateLimiterRes {
    const { burst, perSecond } = this.#limit;
    const isRefused = used > burst;
    const missing = isRefused ? used - cost : used;
    // Until the request would fit, or until the bucket is full.
    const waitMs = ((isRefused ? used - burst : used) / perSecond) * 1000;
    return new RateLimiterRes(Math.floor(burst - missing), waitMs, used);
  }
}
