import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDurations } from "#lib/server/runtime/durations.ts";
import { nextAttempt } from "./retry-schedule.ts";

const HOUR_MS = 3_600_000;
const DEFAULT = parseDurations("5s,30s,2m,10m,30m,2h,6h,12h,24h");

const delays = fc.array(fc.integer({ min: 1, max: 24 * HOUR_MS }), { minLength: 1, maxLength: 12 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function delayOf(schedule: readonly number[], step: number, retryAfterMs?: number, random = 0.5): number {
  const next = nextAttempt(schedule, step, retryAfterMs, () => random);
  if (next.kind === "exhausted") throw new Error("The schedule is exhausted");
  return next.delayMs;
}

describe("nextAttempt", () => {
  it("spreads every delay by at most a tenth either way", () => {
    fc.assert(
      fc.property(delays, fc.nat(11), chance, (schedule, at, random) => {
        const step = at % schedule.length;
        const scheduled = schedule[step] ?? 0;
        const delayMs = delayOf(schedule, step, undefined, random);
        expect(delayMs).toBeGreaterThanOrEqual(Math.round(scheduled * 0.9));
        expect(delayMs).toBeLessThanOrEqual(Math.round(scheduled * 1.1));
      }),
    );
  });

  it("waits as long as Retry-After says, but not less than the schedule and not more than an hour beyond it", () => {
    fc.assert(
      fc.property(delays, fc.nat(11), chance, fc.nat(100 * HOUR_MS), (schedule, at, random, retryAfterMs) => {
        const step = at % schedule.length;
        const scheduled = delayOf(schedule, step, undefined, random);
        const delayMs = delayOf(schedule, step, retryAfterMs, random);
        expect(delayMs).toBe(Math.max(scheduled, Math.min(retryAfterMs, HOUR_MS)));
      }),
    );
  });

  it("makes one attempt more than the schedule has delays", () => {
    fc.assert(
      fc.property(delays, chance, (schedule, random) => {
        let attempts = 1;
        while (nextAttempt(schedule, attempts - 1, undefined, () => random).kind === "retry") attempts += 1;
        expect(attempts).toBe(schedule.length + 1);
      }),
    );
  });

  it("is exhausted even when the receiver asks for patience", () => {
    expect(nextAttempt([1_000], 1, HOUR_MS)).toEqual({ kind: "exhausted" });
  });

  it("uses real randomness unless told otherwise", () => {
    const seen = new Set(
      Array.from({ length: 50 }, () => nextAttempt([HOUR_MS], 0, undefined)).map((next) => JSON.stringify(next)),
    );
    expect(seen.size).toBeGreaterThan(10);
  });

  it("tries ten times over about 45 hours by default", () => {
    const total = DEFAULT.map((_delay, step) => delayOf(DEFAULT, step)).reduce((sum, delayMs) => sum + delayMs, 0);
    expect(DEFAULT).toHaveLength(9);
    expect(total / HOUR_MS).toBeGreaterThan(44);
    expect(total / HOUR_MS).toBeLessThan(46);
  });
});
