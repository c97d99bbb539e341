import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "#lib/server/runtime/log.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { createPostgresBuckets, deleteFullBuckets } from "./buckets.ts";

let database: TestDatabase;
const log = createLog("silent");

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const buckets = () => createPostgresBuckets(database.pool, log);
/** So slow that nothing comes back during a test. */
const slow = (burst: number) => ({ perSecond: 0.000_001, burst });

describe("buckets that nodes share", () => {
  it("let through exactly the burst, whoever asks and however many ask at once", async () => {
    const nodes = [buckets(), buckets(), buckets()];
    const keys = ["a", "b", "c"];
    const takes = Array.from({ length: 600 }, (_, i) => ({
      node: nodes[i % 3],
      key: keys[Math.floor(i / 3) % 3] ?? "",
    }));
    const used = await Promise.all(takes.map(async ({ node, key }) => node?.take(key, 1, slow(50))));
    for (const key of keys) {
      const passed = takes.filter((take, index) => take.key === key && (used[index] ?? 99) <= 50);
      expect(passed).toHaveLength(50);
    }
  });

  it("count in the order of their requests, each as large as it is, and take nothing for a refused one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uuid(),
        fc.array(fc.integer({ min: -20, max: 60 }), { maxLength: 30 }),
        async (key, costs) => {
          const store = buckets();
          const used = await Promise.all(costs.map((cost) => store.take(key, cost, slow(100))));
          let missing = 0;
          const expected = costs.map((cost) => {
            const next = Math.max(0, missing + cost);
            if (next <= 100) missing = next;
            return next;
          });
          used.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? -1, 2));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("fill up again at their rate, and are deleted when they have been full for a minute", async () => {
    const store = buckets();
    const fast = { perSecond: 10, burst: 10 };
    await store.take("filling", 10, fast);
    const age = (seconds: number) =>
      database.pool.query(
        "update rate_limits set full_at = full_at - make_interval(secs => $1) where key = 'filling'",
        [seconds],
      );
    await age(0.5);
    expect(await store.take("filling", 7, fast)).toBeLessThanOrEqual(12);
    await age(0.5);
    expect(await store.take("filling", 7, fast)).toBeLessThanOrEqual(10);
    const count = async () => (await database.pool.query("select from rate_limits where key = 'filling'")).rowCount;
    await deleteFullBuckets(database.pool);
    expect(await count()).toBe(1);
    await age(70);
    await deleteFullBuckets(database.pool);
    expect(await count()).toBe(0);
  });

  it("hold no more than the burst that is set now", async () => {
    const store = buckets();
    await store.take("smaller", 100, slow(100));
    expect(await store.take("smaller", 1, slow(10))).toBeCloseTo(11, 2);
  });
});
