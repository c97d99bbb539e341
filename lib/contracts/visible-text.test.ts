import { describe, expect, it } from "vitest";
import { invisibleProblem } from "./visible-text.ts";

describe("a name", () => {
  it.each(["user.signup", "Größe", "用户.注册", "user signup", "❤️ liked", "👩‍💻", "👍🏽 given", "a-b_c:d/e@f"])(
    "may be %s",
    (text) => {
      expect(invisibleProblem(text)).toBeUndefined();
    },
  );

  it.each([
    ["user\u200b.signup", "U+200B (zero width space)"],
    ["user.signup\u202e", "U+202E (right-to-left override)"],
    ["user\u00adsignup", "U+00AD (soft hyphen)"],
    ["user\tsignup", "U+0009 (tab)"],
    ["user\u0007", "U+0007 (control character)"],
    ["a\u0000", "U+0000 (null)"],
    ["\ufeffuser", "U+FEFF (byte order mark)"],
    ["a\u200db", "U+200D (zero width joiner)"],
    ["a\ufe0f", "U+FE0F"],
    ["half \ud83d", "U+D83D"],
    ["\u3164", "U+3164"],
    ["a\u{e0041}", "U+E0041"],
  ])("may not hold %j, and the message names it", (text, name) => {
    expect(invisibleProblem(text)).toBe(`Contains an invisible character: ${name}. Type it again without it.`);
  });
});
