import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { fromWall, toWall, zoneOf } from "./wall-time.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Sao_Paulo",
] as const;
const zone = fc.constantFrom(...ZONES);
const minute = fc
  .integer({ min: Date.parse("2012-01-01T00:00Z") / 60_000, max: Date.parse("2037-01-01T00:00Z") / 60_000 })
  .map((minutes) => new Date(minutes * 60_000).toISOString());

describe("the time on a wall", () => {
  it("is read as the calendar of the language reads it, in any zone and at any change of clocks", () => {
    fc.assert(
      fc.property(minute, zone, (iso, timeZone) => {
        const wall = iso.slice(0, 16);
        const { epochMilliseconds } = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone);
        const moment = fromWall(wall, timeZone) ?? "";
        expect(Date.parse(moment)).toBe(epochMilliseconds);
        expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/);
      }),
    );
  });

  it("is shown as the zone has it", () => {
    fc.assert(
      fc.property(minute, zone, (iso, timeZone) => {
        const local = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDateTime();
        expect(toWall(iso, timeZone)).toBe(local.toString({ smallestUnit: "minute" }));
      }),
    );
  });

  it.each([
    ["2026-11-30T14:00", "2026-11-30T14:00:00+01:00"],
    // Once a year there is no such time, and once there are two.
    ["2026-03-29T02:30", "2026-03-29T03:30:00+02:00"],
    ["2026-10-25T02:30", "2026-10-25T02:30:00+02:00"],
    ["", undefined],
    ["2026-11-30", undefined],
    ["2026-13-30T14:00", undefined],
  ])("%s in Berlin is %s", (wall, iso) => {
    expect(fromWall(wall, "Europe/Berlin")).toBe(iso);
  });

  it("is that of the browser where nobody names a zone", () => {
    expect(zoneOf({ timeZone: "Asia/Tokyo" })).toBe("Asia/Tokyo");
    expect(zoneOf({ timeZone: undefined })).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});
