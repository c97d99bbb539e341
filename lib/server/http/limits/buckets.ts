import { LRUCache } from "lru-cache";
import type pg from "pg";
import { createBatcher } from "#lib/server/runtime/batcher.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { takeFrom, type RateLimit } from "#lib/server/runtime/rate-limit.ts";

export type BucketStore = {
  /**
   * Takes tokens when they are there; gives some back when `cost` is negative. Resolves with how many are then missing
   * from a full bucket, or, when they were not there, with how many would be: more than it can hold.
   */
  take(key: string, cost: number, limit: RateLimit): Promise<number>;
};

/** Keys are ids of callers that are known, so this holds whoever calls within some seconds; beyond it the idle are forgotten. */
const BUCKETS_MAX = 100_000;

/** The buckets of this process. */
export function createMemoryBuckets(now: () => number = () => performance.now(), max = BUCKETS_MAX): BucketStore {
  const count = createCounter(now, max);
  return { take: async (key, cost, limit) => count(key, cost, limit) };
}

/** Takes as a `BucketStore` does, without anything to wait for. Beyond `max` keys the idle start full again. */
export function createCounter(now: () => number, max: number) {
  const fullAtMs = new LRUCache<string, number>({ max });
  return (key: string, cost: number, limit: RateLimit): number => {
    const taken = takeFrom(limit, fullAtMs.get(key) ?? 0, now(), cost);
    fullAtMs.set(key, taken.fullAtMs);
    return taken.used;
  };
}

const BATCH_MAX = 500;
const QUEUE_MAX = 50_000;

type Take = { key: string; cost: number; limit: RateLimit };

/** The buckets of all nodes. Requests that come together are counted together, so a busy key is one short lock a batch. */
export function createPostgresBuckets(pool: pg.Pool, log: Log): BucketStore {
  const batcher = createBatcher<Take, number>({
    batchMax: BATCH_MAX,
    inFlightMax: 1,
    queueMax: QUEUE_MAX,
    run: async (batch) => {
      const used = await takeAll(pool, batch).catch((error: unknown) => {
        log.warn({ err: error }, "Rate limits are counted by this node alone for the moment");
        throw error;
      });
      return used.map((value) => ({ status: "fulfilled", value }));
    },
  });
  return { take: (key, cost, limit) => batcher.push({ key, cost, limit }) };
}

async function takeAll(pool: pg.Pool, batch: readonly Take[]): Promise<number[]> {
  const { rows } = await pool.query<{ used: number[] }>({
    name: "take-tokens",
    text: "select take_tokens($1, $2, $3, $4) as used",
    values: [
      batch.map(({ key }) => key),
      batch.map(({ cost }) => cost),
      batch.map(({ limit }) => limit.perSecond),
      batch.map(({ limit }) => limit.burst),
    ],
  });
  return rows[0]?.used ?? [];
}

/** Buckets that are full say no more than none. */
export async function deleteFullBuckets(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from rate_limits where key in (
       select key from rate_limits where full_at < now() - interval '1 minute' limit 10000 for update skip locked)`,
  );
}
