import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTimeZone, toDay, toInstant } from "./instants.ts";

const iso = (value: unknown, timezone?: string) => toInstant(value, timezone)?.toISOString();

describe("a time without an offset", () => {
  it("is read on the clocks of the time zone", () => {
    expect(iso("2026-07-01 12:00", "Europe/Paris")).toBe("2026-07-01T10:00:00.000Z");
    expect(iso("2026-01-01T12:00:00.5", "Asia/Kolkata")).toBe("2026-01-01T06:30:00.500Z");
    expect(iso("2026-07-01 12:00", "europe/PARIS")).toBe("2026-07-01T10:00:00.000Z");
    expect(iso("2026-07-01")).toBe("2026-07-01T00:00:00.000Z");
  });

  // RFC 5545, 3.3.5: "the offset before the gap", and "the first occurrence".
  it.each([
    ["Europe/Paris", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
    ["Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00.000Z"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00.000Z"],
  ])("is read in %s at %s, beside a change of the clocks, as calendars do", (zone, local, expected) => {
    expect(iso(local, zone)).toBe(expected);
  });

  it("is none when the calendar or the clock does not have it", () => {
    for (const text of [
      "2026-02-31",
      "2026-02-31T10:00",
      "2026-01-01T24:00",
      "2026-01-01T10:60",
      "2026-01-01T10:00:60",
      "0000-01-01",
      "9999-12-31T10:00",
    ])
      expect(iso(text, "Europe/Paris"), text).toBeUndefined();
  });

  it("comes back as the same day and moment from any zone", () => {
    const zones = fc.constantFrom("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham");
    const moments = fc.date({ min: new Date("1971-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const day = toDay(moment.toISOString(), zone);
        const noon = toInstant(`${day}T12:00`, zone);
        expect(toDay(noon?.toISOString(), zone)).toBe(day);
        expect(Math.abs((noon?.getTime() ?? 0) - moment.getTime())).toBeLessThan(13 * 3_600_000);
      }),
    );
  });
});

describe("a time zone", () => {
  it("is one that the system knows, in any spelling", () => {
    for (const name of ["UTC", "Europe/Paris", "europe/paris", "+02:00"]) expect(isTimeZone(name), name).toBe(true);
    for (const name of ["", "Mars/Olympus", "2026-01-01T00:00[Europe/Paris]", "Europe/Paris "])
      expect(isTimeZone(name), name).toBe(false);
  });
});
