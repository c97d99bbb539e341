import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aheadMs, allowedNow, paceAfter } from "./run-retries.ts";

const rates = fc.integer({ min: 1, max: 5_000 });
/** A worker comes by after this pause and would start this many. */
const visits = fc.array(fc.record({ afterMs: fc.nat({ max: 3_000 }), wanted: fc.nat({ max: 20_000 }) }), {
  maxLength: 60,
});

function run(rate: number, plan: readonly { afterMs: number; wanted: number }[]) {
  let now = new Date("2026-01-01T00:00:00Z");
  let pacedUntil = now;
  return plan.map(({ afterMs, wanted }) => {
    now = new Date(now.getTime() + afterMs);
    const started = Math.min(wanted, allowedNow(rate, pacedUntil, now));
    pacedUntil = paceAfter(rate, pacedUntil, now, started);
    return { at: now.getTime(), started };
  });
}

describe("the rate of a bulk retry", () => {
  it("is never exceeded by more than the burst of a second, in any span of time", () => {
    fc.assert(
      fc.property(rates, visits, (rate, plan) => {
        const steps = run(rate, plan);
        for (const [from, first] of steps.entries()) {
          let sum = 0;
          for (const { at, started } of steps.slice(from)) {
            sum += started;
            expect(sum).toBeLessThanOrEqual((rate * (at - first.at + 1_000)) / 1_000);
          }
        }
      }),
    );
  });

  it("is used up by a worker that comes often enough", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 500 }), (rate, everyMs) => {
        const rounds = Math.ceil(20_000 / everyMs);
        const steps = run(
          rate,
          Array.from({ length: rounds }, () => ({ afterMs: everyMs, wanted: 1_000_000 })),
        );
        const total = steps.reduce((sum, { started }) => sum + started, 0);
        // Each start may wait for the next whole millisecond.
        expect(total).toBeGreaterThan((rate * 20_000 * 0.5) / 1_000 - rate);
      }),
    );
  });

  it("lets at least one start whenever a job is worth looking at", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: -5_000, max: 1_000 }), (rate, ahead) => {
        const now = new Date();
        fc.pre(ahead <= aheadMs(rate));
        expect(allowedNow(rate, new Date(now.getTime() + ahead), now)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
