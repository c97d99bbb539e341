import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDurations } from "./durations.ts";

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

it("reads any list of whole numbers with units, in its order", () => {
  const part = fc.record({
    n: fc.nat({ max: 999_999_999 }),
    unit: fc.constantFrom("ms", "s", "m", "h", "d"),
    space: fc.constantFrom("", " "),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      const text = parts.map(({ n, unit, space }) => `${space}${n}${unit}${space}`).join(",");
      expect(parseDurations(text)).toEqual(parts.map(({ n, unit }) => n * UNITS[unit]));
    }),
  );
});

it("answers any other text with a sentence, never with a number that is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        for (const ms of parseDurations(text)) expect(Number.isSafeInteger(ms)).toBe(true);
      } catch (error) {
        expect(String(error)).toMatch(/is not a duration such as/);
      }
    }),
  );
});

it.each(["", ",", "5s,", "5", "s", "-5s", "5.5s", "5 s", "5S", "5s 10s", "1e3s", "Infinitys", "5w"])(
  "refuses '%s'",
  (text) => {
    expect(() => parseDurations(text)).toThrow(/is not a duration/);
  },
);
