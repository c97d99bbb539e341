import { describe, expect, it } from "vitest";
import { byteLength, formatBytes } from "./bytes.ts";
import { formatCount, formatShare } from "./numbers.ts";
import { truncateMiddle } from "./truncate-middle.ts";

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

describe("formatShare", () => {
  it("never rounds up to all", () => {
    expect(formatShare(99_999, 100_000)).toBe("99.9%");
    expect(formatShare(5, 5)).toBe("100%");
  });

  it("has no answer without a whole", () => {
    expect(formatShare(0, 0)).toBeUndefined();
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

  it("counts UTF-8 bytes, not characters", () => {
    expect(byteLength("é€")).toBe(5);
  });
});

describe("truncateMiddle", () => {
  it("keeps both ends", () => {
    expect(truncateMiddle("0198f0aa-1111-7222-8333-444455556666")).toBe("0198f0aa…6666");
  });

  it("leaves a short text alone", () => {
    expect(truncateMiddle("order_1")).toBe("order_1");
  });
});
