import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literal } from "./api.ts";

const nasty = fc.string({ unit: fc.constantFrom("'", "\\", "\n", "\r", "a", " ", "%", "=", '"', "é", "😀") });

/** What SOQL reads: up to the first quote that is not escaped. */
function readLiteral(text: string): { value: string; rest: string } {
  const unescaped: Record<string, string> = { n: "\n", r: "\r", "'": "'", "\\": "\\" };
  let value = "";
  for (let at = 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'") return { value, rest: text.slice(at + 1) };
    if (character === "\\") at += 1;
    value += character === "\\" ? (unescaped[text.charAt(at)] ?? "?") : character;
  }
  throw new Error("The literal does not end");
}

describe("SOQL escaping", () => {
  it("no text leaves its literal, and every text arrives as it was", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => {
        expect(text.startsWith("'") || literal(text).startsWith("'")).toBe(true);
        expect(readLiteral(literal(text))).toEqual({ value: text, rest: "" });
        expect(literal(text)).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it.each([
    ["o'hara@example.com", String.raw`'o\'hara@example.com'`],
    [String.raw`a\' OR Name != '`, String.raw`'a\\\' OR Name != \''`],
    ["", "''"],
  ])("%s", (text, soql) => {
    expect(literal(text)).toBe(soql);
  });
});
