import { expect, it } from "vitest";
import { byteLength } from "./byte-length.ts";

it("counts UTF-8 bytes, not characters", () => {
  expect(byteLength("é€")).toBe(5);
});
