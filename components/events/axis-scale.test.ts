import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScale } from "./axis-scale.ts";

const HOUR = 3_600_000;
const moment = fc.nat({ max: 72 * HOUR });
const spans = fc.array(
  fc.record({ from: moment, length: fc.nat({ max: 30_000 }) }).map(({ from, length }) => ({ from, to: from + length })),
  { minLength: 1, maxLength: 12 },
);
const endOf = (all: readonly { to: number }[]) => Math.max(...all.map(({ to }) => to));

describe("the scale of a time axis", () => {
  it("keeps the order of all moments, from its beginning to its end", () => {
    fc.assert(
      fc.property(spans, moment, moment, moment, (attempts, later, a, b) => {
        const end = endOf(attempts) + later;
        const { at } = createScale(attempts, 0, end);
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(at(0)).toBe(0);
        expect(at(end + 1)).toBe(1);
        expect(at(first)).toBeLessThanOrEqual(at(second));
        expect(at(second)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("gives the attempts at least half of it, and shows each", () => {
    fc.assert(
      fc.property(spans, (attempts) => {
        const { at } = createScale(attempts, 0, endOf(attempts) + 72 * HOUR);
        const shown = attempts.map(({ from, to }) => at(Math.max(to, from + 1)) - at(from));
        expect(shown.reduce((total, width) => total + width, 0)).toBeGreaterThanOrEqual(0.499);
        for (const { from, to } of attempts) if (to > from) expect(at(to)).toBeGreaterThan(at(from));
      }),
    );
  });

  it("draws attempts in proportion to each other, hours apart", () => {
    const { at, isCompressed } = createScale(
      [
        { from: 0, to: 1_000 },
        { from: HOUR, to: HOUR + 3_000 },
      ],
      0,
      HOUR + 3_000,
    );
    expect((at(HOUR + 3_000) - at(HOUR)) / at(1_000)).toBeCloseTo(3);
    expect(isCompressed).toBe(true);
  });

  it("is true to scale where no wait is long", () => {
    const { at, isCompressed } = createScale(
      [
        { from: 0, to: 1_000 },
        { from: 1_500, to: 2_000 },
      ],
      0,
      2_000,
    );
    expect([at(500), at(1_250), at(1_750)]).toEqual([0.25, 0.625, 0.875]);
    expect(isCompressed).toBe(false);
  });
});
