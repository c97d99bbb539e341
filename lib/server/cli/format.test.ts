import { describe, expect, it } from "vitest";
import { formatBytes, formatCount } from "./format.ts";

describe("formatCount", () => {
  it.each([
    [0, "0 rules"],
    [1, "1 rule"],
    [1204, "1,204 rules"],
  ])("writes %i as %s", (value, text) => {
    expect(formatCount(value, "rule")).toBe(text);
  });

  it("takes an irregular plural", () => {
    expect(formatCount(2, "delivery", "deliveries")).toBe("2 deliveries");
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1536, "1.5 KiB"],
    [5 * 1024 * 1024, "5 MiB"],
  ])("writes %i as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
