import { describe, expect, it } from "vitest";
import { formatAbsolute, formatClock } from "./absolute-time.ts";
import { formatDuration, formatRemaining } from "./durations.ts";
import { formatRelative } from "./relative-time.ts";

const NOW = "2026-08-12T12:00:00.000Z";
const nowMs = Date.parse(NOW);
const at = (offsetMs: number) => new Date(nowMs + offsetMs).toISOString();

describe("formatRelative", () => {
  it.each([
    [0, "just now"],
    [-9_999, "just now"],
    [-10_000, "10 sec ago"],
    [-59_999, "59 sec ago"],
    [-60_000, "1 min ago"],
    [-3_600_000, "1 hr ago"],
    [-86_400_000, "1 day ago"],
    [120_000, "in 2 min"],
  ])("says %i ms as %s", (offset, text) => {
    expect(formatRelative(at(offset), nowMs)).toBe(text);
  });

  it("gives the date from 30 days on", () => {
    expect(formatRelative("2026-01-02T12:00:00.000Z", nowMs)).toBe("2 Jan 2026");
  });

  it("does not throw on a text that is no time", () => {
    expect(formatRelative("soon", nowMs)).toBe("unknown time");
  });
});

describe("formatAbsolute", () => {
  it("carries seconds and the zone", () => {
    expect(formatAbsolute(NOW, "Europe/Berlin")).toBe("12 Aug 2026, 14:00:00 CEST");
  });

  it("does not throw on a text that is no time", () => {
    expect(formatAbsolute("soon")).toBe("unknown time");
    expect(formatClock("soon")).toBe("unknown time");
  });

  it("gives the time of day on a 24-hour clock", () => {
    expect(formatClock(NOW, "UTC")).toBe("12:00:00");
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [132.4, "132 ms"],
    [1_250, "1.2 s"],
    [59_990, "59.9 s"],
    [60_000, "1 min"],
    [125_000, "2 min 5 s"],
    [7_500_000, "2 h 5 min"],
    [90_000_000, "1 d 1 h"],
  ])("says %i ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatRemaining", () => {
  it.each([
    [-500, "1 s"],
    [1, "1 s"],
    [4_000, "4 s"],
    [59_001, "1 min"],
    [59_000, "59 s"],
    [600_000, "10 min"],
  ])("says %i ms as %s", (ms, text) => {
    expect(formatRemaining(ms)).toBe(text);
  });
});
