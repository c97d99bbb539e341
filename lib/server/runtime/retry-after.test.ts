import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const NOW = new Date("2026-01-02T03:04:05.000Z");

describe("the wish of a receiver to wait", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["1.5", 1_500],
    [" 7 ", 7_000],
    ["Fri, 02 Jan 2026 03:05:05 GMT", 60_000],
    ["Fri, 02 Jan 2026 03:00:00 GMT", 0],
    ["2026-01-02T03:04:10Z", 5_000],
    ["2026-01-02T04:04:10+01:00", 5_000],
    ["2026-01-01T00:00:00Z", 0],
  ])("%s is %i ms", (value, ms) => {
    expect(parseRetryAfter(value, NOW)).toBe(ms);
  });

  it.each([
    undefined,
    "",
    " ",
    "-1",
    "soon",
    "1,5",
    "1e3",
    "0x10",
    "NaN",
    "Infinity",
    "2026-13-45T99:99:99Z",
    "Xxx, nonsense",
    "12345678901",
  ])("%j says nothing", (value) => {
    expect(parseRetryAfter(value, NOW)).toBeUndefined();
  });

  it("is never negative and never no number, whatever a receiver sends", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,:TZ+ -]{0,30}$/), fc.date().map(String)), (value) => {
        const ms = parseRetryAfter(value, NOW);
        if (ms !== undefined) expect(ms >= 0 && Number.isFinite(ms)).toBe(true);
      }),
    );
  });

  it("reads back any moment to come, in both forms", () => {
    const seconds = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(seconds, (s) => {
        const at = new Date(NOW.getTime() + s * 1000);
        expect(parseRetryAfter(at.toUTCString(), NOW)).toBe(s * 1000);
        expect(parseRetryAfter(at.toISOString(), NOW)).toBe(s * 1000);
        expect(parseRetryAfter(String(s), NOW)).toBe(s * 1000);
      }),
    );
  });
});
