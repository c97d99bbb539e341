import { describe, expect, it } from "vitest";
import { truncateMiddle } from "./truncate-middle.ts";

describe("truncateMiddle", () => {
  it("keeps both ends", () => {
    expect(truncateMiddle("0198f0aa-1111-7222-8333-444455556666")).toBe("0198f0aa…6666");
  });

  it("leaves a short text alone", () => {
    expect(truncateMiddle("order_1")).toBe("order_1");
  });
});
