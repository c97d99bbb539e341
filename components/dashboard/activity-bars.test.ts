import fc from "fast-check";
import { expect, it } from "vitest";
import { roundUp, toBar } from "./activity-bars.ts";

it("counts every event in one part of its bar", () => {
  const bucket = {
    start: "2026-11-30T09:00:00.000Z",
    events: 21,
    pending: 1,
    processing: 2,
    retrying: 3,
    completed: 4,
    failed: 5,
    canceled: 6,
  };
  expect(toBar(bucket)).toEqual({ start: bucket.start, total: 21, done: 4, underway: 6, failed: 5, canceled: 6 });
});

it.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [10, 10],
  [11, 20],
  [501, 1000],
])("puts %i under %i", (highest, top) => {
  expect(roundUp(highest)).toBe(top);
});

it("has room for any bar, and wastes at most three fifths of the height", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), (highest) => {
      const top = roundUp(highest);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(highest / top).toBeGreaterThan(0.4);
    }),
  );
});
