import { describe, expect, it } from "vitest";
import { isEmailAddress } from "./email-address.ts";

describe("an e-mail address", () => {
  it.each([
    "ann@example.com",
    "jane.doe+tag@mail.example.co.uk",
    "josé@example.com",
    "用户@例子.广告",
    '"jane doe"@example.com',
    '"a@b"@example.com',
    "o'hara@example.com",
    "x@1.example.com",
    "x@example.com.",
    "a!#$%&'*+/=?^_`{|}~-z@example.com",
  ])("is %s", (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each([
    "",
    "ann",
    "@example.com",
    "jane@localhost",
    ".jane@example.com",
    "jane.@example.com",
    "ja..ne@example.com",
    "jane doe@example.com",
    "jane@example..",
    "jane@.example.com",
    "jane@example.c0",
    "jane@exa mple.com",
    "jane@-example.com",
    "jane@a@example.com",
    '"jane@example.com',
    "jane@example.com\n",
    " jane@example.com",
    "jane@exam\u0080ple.com",
    "😀@example.com",
  ])("is not %j", (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });

  it("is told in time that grows with its length only", () => {
    const seconds = (text: string) => {
      const from = performance.now();
      for (let n = 0; n < 20; n += 1) isEmailAddress(text);
      return performance.now() - from;
    };
    for (const unit of ["a.", "\r\n ", "a-", '"', "é~."]) {
      const [short, long] = [20_000, 200_000].map((length) =>
        seconds(`"${unit.repeat(length / 2)}@${unit.repeat(length / 2)}`),
      );
      expect(long).toBeLessThan((short ?? 0) * 60 + 200);
    }
  });
});
