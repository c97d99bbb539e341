import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enoughFor, refill } from "#lib/server/runtime/rate-limit.ts";
import type { DeliveryLimits } from "./limits.ts";
import { paceOf, type Pace } from "./pace.ts";

const limitsOf = (requestsMax: number) =>
  fc.record({
    rate: fc.record({
      requests: fc.integer({ min: 1, max: requestsMax }),
      perMs: fc.integer({ min: 100, max: 86_400_000 }),
      scope: fc.constantFrom("connection" as const, "operator" as const),
    }),
    requestsPerDelivery: fc.integer({ min: 1, max: 6 }),
  });

function bucketOf(pace: Pace) {
  if (pace.bucket === undefined) throw new Error("A pace without a bucket");
  return pace.bucket;
}

/** Takes as much as it can at each of these moments, as the claim does; the moments and sizes of what was taken. */
function takeGreedily(limits: DeliveryLimits, pauses: readonly number[]): { at: number; requests: number }[] {
  const pace = paceOf(limits);
  const bucket = bucketOf(pace);
  let tokens = bucket.burst;
  let at = 0;
  return pauses.map((pause) => {
    at += pause;
    tokens = refill(bucket, tokens, pause);
    const requests = enoughFor(tokens, pace.cost) * pace.cost;
    tokens -= requests;
    return { at, requests };
  });
}

describe("a pace", () => {
  it("never takes more than a window's requests in any window, and one delivery's more where that is most of it", () => {
    fc.assert(
      fc.property(
        limitsOf(5_000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
        (limits, parts) => {
          const { requests, perMs } = limits.rate;
          const taken = takeGreedily(
            limits,
            parts.map((part) => Math.floor((part * perMs) / 4)),
          );
          const allowed = Math.max(requests, bucketOf(paceOf(limits)).burst + requests / 2);
          for (const { at: from } of taken) {
            const inWindow = taken.filter(({ at }) => at >= from && at < from + perMs);
            const sum = inWindow.reduce((total, item) => total + item.requests, 0);
            expect(sum).toBeLessThanOrEqual(allowed + 0.001);
          }
        },
      ),
    );
  });

  it("uses at least half of what the provider allows", () => {
    fc.assert(
      fc.property(limitsOf(5_000), (limits) => {
        const { requests, perMs } = limits.rate;
        expect((bucketOf(paceOf(limits)).perSecond * perMs) / 1000).toBeGreaterThanOrEqual(requests / 2 - 0.001);
      }),
    );
  });

  it("has enough for a delivery as soon as the time for it has passed, however the time was cut into pieces", () => {
    fc.assert(
      fc.property(limitsOf(5_000), fc.array(fc.nat({ max: 1_000 }), { maxLength: 20 }), (limits, pauses) => {
        const pace = paceOf(limits);
        const bucket = bucketOf(pace);
        const tokens = pauses.reduce((held, pause) => refill(bucket, held, pause), 0);
        const missing = Math.max(0, pace.cost - tokens);
        const after = refill(bucket, tokens, Math.ceil((missing / bucket.perSecond) * 1000));
        expect(enoughFor(after, pace.cost)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it("neither fills above its burst nor loses tokens when a clock goes back", () => {
    fc.assert(
      fc.property(limitsOf(5_000), fc.double({ min: -10, max: 1e9, noNaN: true }), (limits, elapsedMs) => {
        const { burst, perSecond } = bucketOf(paceOf(limits));
        const after = refill({ burst, perSecond }, burst / 2, elapsedMs);
        expect(after).toBeGreaterThanOrEqual(burst / 2);
        expect(after).toBeLessThanOrEqual(burst);
      }),
    );
  });

  it("has no bucket without a rate", () => {
    expect(paceOf({ requestsPerDelivery: 2, concurrency: 5 })).toEqual({
      isShared: false,
      cost: 2,
      concurrency: 5,
      bucket: undefined,
    });
  });
});
