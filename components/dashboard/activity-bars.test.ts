import fc from "fast-check";
import { expect, it } from "vitest";
import { roundUp, toBars } from "./activity-bars.ts";

const EMPTY = { events: 0, pending: 0, processing: 0, retrying: 0, completed: 0, failed: 0, canceled: 0, unmatched: 0 };

it("counts every event in one part of its bar, between the times that the bar is about", () => {
  const counts = {
    events: 24,
    pending: 1,
    processing: 2,
    retrying: 3,
    completed: 7,
    failed: 5,
    canceled: 6,
    unmatched: 3,
  };
  const buckets = [
    { start: "2026-11-30T09:00:00.000Z", ...counts },
    { start: "2026-11-30T10:00:00.000Z", ...EMPTY },
  ];
  expect(toBars({ buckets, bucket_seconds: 3600, from: "2026-11-30T09:20:00.000Z" })).toEqual([
    {
      start: "2026-11-30T09:00:00.000Z",
      from: "2026-11-30T09:20:00.000Z",
      until: "2026-11-30T10:00:00.000Z",
      total: 24,
      delivered: 4,
      underway: 6,
      failed: 5,
      canceled: 6,
      unmatched: 3,
    },
    {
      start: "2026-11-30T10:00:00.000Z",
      from: "2026-11-30T10:00:00.000Z",
      until: "2026-11-30T11:00:00.000Z",
      total: 0,
      delivered: 0,
      underway: 0,
      failed: 0,
      canceled: 0,
      unmatched: 0,
    },
  ]);
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
