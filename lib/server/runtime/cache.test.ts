import { expect, it } from "vitest";
import { createKeyCache } from "./cache.ts";

it("loads a key once for concurrent callers, and remembers what it found and what it did not", async () => {
  const asked: string[] = [];
  const cache = createKeyCache(async (key) => {
    asked.push(key);
    return key === "good" ? { key } : undefined;
  });
  await Promise.all(["good", "good", "bad", "bad"].map((key) => cache.find(key)));
  expect(await cache.find("good")).toEqual({ key: "good" });
  expect(await cache.find("bad")).toBeUndefined();
  expect(asked).toEqual(["good", "bad"]);
});

it("keeps good keys however many unknown ones are tried, and few of those", async () => {
  let loads = 0;
  const cache = createKeyCache(async (key) => {
    loads += 1;
    return key === "good" ? { key } : undefined;
  });
  await cache.find("good");
  for (let n = 0; n < 50_000; n += 1) await cache.find(`unknown ${n}`);
  expect(loads).toBe(50_001);
  await cache.find("good");
  expect(loads).toBe(50_001);
  // The first ones are forgotten, the last ones are not.
  await cache.find("unknown 0");
  expect(loads).toBe(50_002);
  await cache.find("unknown 49999");
  expect(loads).toBe(50_002);
});

it("does not remember a look-up that failed, nor one that began before everything was forgotten", async () => {
  const gates: PromiseWithResolvers<{ n: number }>[] = [];
  const cache = createKeyCache(() => {
    const gate = Promise.withResolvers<{ n: number }>();
    gates.push(gate);
    return gate.promise;
  });
  const failed = cache.find("key");
  gates[0]?.reject(new Error("away"));
  await expect(failed).rejects.toThrow("away");
  const old = cache.find("key");
  cache.clear();
  const fresh = cache.find("key");
  gates[2]?.resolve({ n: 2 });
  gates[1]?.resolve({ n: 1 });
  expect(await old).toEqual({ n: 1 });
  expect(await fresh).toEqual({ n: 2 });
  expect(await cache.find("key")).toEqual({ n: 2 });
  expect(gates).toHaveLength(3);
});
