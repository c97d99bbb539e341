import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRateLimit } from "#lib/server/runtime/rate-limit.ts";
import { createMemoryBuckets } from "./buckets.ts";
import { createRateLimits } from "./rate-limits.ts";

const limit = fc.record({ perSecond: fc.integer({ min: 1, max: 1_000 }), burst: fc.integer({ min: 1, max: 2_000 }) });
const steps = fc.array(fc.record({ waitMs: fc.nat(3_000), cost: fc.integer({ min: 1, max: 100 }) }), {
  maxLength: 200,
});

describe("a token bucket", () => {
  it("lets through the burst and then the rate, over any span of time, and no request less", async () => {
    await fc.assert(
      fc.asyncProperty(limit, steps, async ({ perSecond, burst }, taken) => {
        let now = 0;
        const buckets = createMemoryBuckets(() => now);
        let tokens = burst;
        for (const { waitMs, cost } of taken) {
          now += waitMs;
          tokens = Math.min(burst, tokens + (waitMs / 1000) * perSecond);
          const used = await buckets.take("key", cost, { perSecond, burst });
          if (Math.abs(tokens - cost) > 1e-6) expect(used <= burst).toBe(tokens >= cost);
          if (used <= burst) tokens -= cost;
        }
      }),
    );
  });

  it("gets back what is given back, and holds no more than its burst", async () => {
    const buckets = createMemoryBuckets(() => 0);
    const take = (cost: number) => buckets.take("key", cost, { perSecond: 1, burst: 10 });
    expect([await take(8), await take(3), await take(-5), await take(3), await take(-99), await take(10)]).toEqual([
      8, 11, 3, 6, 0, 10,
    ]);
  });

  it("is forgotten when very many others are used, and never takes more room", async () => {
    const buckets = createMemoryBuckets(() => 0, 3);
    const take = (key: string) => buckets.take(key, 1, { perSecond: 1, burst: 1 });
    for (const key of ["a", "b", "c", "d"]) expect(await take(key)).toBe(1);
    expect([await take("d"), await take("a")]).toEqual([2, 1]);
  });
});

describe("what the caller is told", () => {
  function limits(now: () => number) {
    const memory = createMemoryBuckets(now);
    const four = { perSecond: 4, burst: 10 };
    return createRateLimits({
      limits: { management: four, ingest: four, ingestKib: undefined, session: undefined, mint: four },
      memory,
      shared: memory,
      isShared: () => false,
    });
  }

  it("is what is left, when all of it is back, and when a refused request would fit", async () => {
    let now = 0;
    const { take } = limits(() => now);
    expect(await take("management", "a", 1)).toEqual({
      limit: 10,
      remaining: 9,
      resetSeconds: 1,
      retrySeconds: undefined,
    });
    expect(await take("management", "a", 9)).toEqual({
      limit: 10,
      remaining: 0,
      resetSeconds: 3,
      retrySeconds: undefined,
    });
    expect(await take("management", "a", 1)).toEqual({ limit: 10, remaining: 0, resetSeconds: 3, retrySeconds: 1 });
    expect(await take("management", "a", 10)).toEqual({ limit: 10, remaining: 0, resetSeconds: 3, retrySeconds: 3 });
    now = 1_000;
    expect(await take("management", "a", 1)).toEqual({
      limit: 10,
      remaining: 3,
      resetSeconds: 2,
      retrySeconds: undefined,
    });
    expect(await take("management", "a", 5)).toMatchObject({ remaining: 3, retrySeconds: 1 });
  });

  it("is about its own key and its own bucket", async () => {
    const { take } = limits(() => 0);
    await take("management", "a", 10);
    expect(await take("management", "b", 1)).toMatchObject({ remaining: 9 });
    expect(await take("mint", "a", 1)).toMatchObject({ remaining: 9 });
    expect(await take("session", "a", 1_000)).toBeUndefined();
  });

  it("still counts when the store of all nodes fails", async () => {
    const shared = { take: () => Promise.reject(new Error("away")) };
    const memory = createMemoryBuckets(() => 0);
    const one = { perSecond: 1, burst: 2 };
    const { take, refund } = createRateLimits({
      limits: { management: one, ingest: one, ingestKib: one, session: one, mint: one },
      memory,
      shared,
      isShared: () => true,
    });
    expect(await take("mint", "a", 2)).toMatchObject({ remaining: 0, retrySeconds: undefined });
    expect(await take("mint", "a", 1)).toMatchObject({ retrySeconds: 1 });
    await refund("mint", "a", 1);
    expect(await take("mint", "a", 1)).toMatchObject({ remaining: 0, retrySeconds: undefined });
  });
});

describe("the setting of a limit", () => {
  it("is a rate and a burst, or nothing", () => {
    expect(parseRateLimit("20/100")).toEqual({ perSecond: 20, burst: 100 });
    expect(parseRateLimit("0")).toBeUndefined();
    for (const text of ["", "20", "20/", "/20", "0/0", "0/5", "5/0", "-1/5", "1.5/5", "20/100 ", "a/b"])
      expect(() => parseRateLimit(text)).toThrow("how many a second");
    expect(() => parseRateLimit("20/99", 100)).toThrow("at least 100");
  });
});
