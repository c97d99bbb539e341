import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { LostParts } from "./lost-parts.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const server = { isOutdated: false };
  const requested: string[] = [];
  const parts = new LostParts({
    clock: systemClock,
    request: (path) => requested.push(path),
    isOutdated: () => Promise.resolve(server.isOutdated),
  });
  const seen: string[] = [];
  parts.subscribe(() => seen.push(parts.getSnapshot()));
  return { server, requested, parts, seen };
}

it("asks again for what did not come, later each time, and never stops", async () => {
  const { parts, requested } = setUp();
  let waited = 0;
  const waits: number[] = [];
  for (let count = 1; count <= 8; count += 1) {
    await parts.fail("a.js");
    for (waited = 0; requested.length < count; waited += 500) vi.advanceTimersByTime(500);
    waits.push(waited);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
});

it("says nothing of a single failure, and stops saying so when everything has come", async () => {
  const { parts, seen } = setUp();
  await parts.fail("a.js");
  await parts.fail("b.js");
  expect(seen).toEqual([]);
  await parts.fail("a.js");
  await parts.fail("b.js");
  expect(seen).toEqual(["retrying"]);
  parts.arrive("a.js");
  expect(parts.getSnapshot()).toBe("retrying");
  parts.arrive("b.js");
  expect(seen).toEqual(["retrying", "complete"]);
});

it("asks no longer when the server has another build, and stays outdated", async () => {
  const { parts, requested, server } = setUp();
  await parts.fail("a.js");
  server.isOutdated = true;
  vi.advanceTimersByTime(60_000);
  await parts.fail("a.js");
  vi.advanceTimersByTime(60_000);
  expect(requested).toHaveLength(1);
  parts.arrive("a.js");
  expect(parts.getSnapshot()).toBe("outdated");
});

it("looks at the build when a page could not be fetched", async () => {
  const { parts, server } = setUp();
  await parts.checkBuild();
  expect(parts.getSnapshot()).toBe("complete");
  server.isOutdated = true;
  await parts.checkBuild();
  expect(parts.getSnapshot()).toBe("outdated");
});
