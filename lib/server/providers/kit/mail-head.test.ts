import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLine, escapeMailbox } from "./header-text.ts";
import { parseMailbox } from "./mailbox.ts";

describe("the head of a mail", () => {
  it("takes no second line from a value", () => {
    expect(escapeLine("Hi\r\nBcc: all@example.com")).toBe("Hi Bcc: all@example.com");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(escapeLine(value)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(escapeMailbox(value)).not.toMatch(/[\p{Cc}\u2028\u2029<>",;]/u);
      }),
    );
  });

  it.each([
    ["a@b.example", { email: "a@b.example" }],
    [" News <a@b.example> ", { email: "a@b.example", name: "News" }],
    ['"News, daily" <a@b.example>', { email: "a@b.example", name: "News, daily" }],
    ["Æ 😀 < a@b.example >", { email: "a@b.example", name: "Æ 😀" }],
    ["<a@b.example>", { email: "a@b.example" }],
  ])("splits %s", (text, mailbox) => expect(parseMailbox(text)).toEqual({ ok: true, value: mailbox }));

  it.each([
    "",
    "News",
    "News <>",
    "a@b.example, c@d.example",
    "a <b@c.example> <d@e.example>",
    "a@b@c",
    "<a@b",
    "a b@c",
  ])("refuses %s", (text) => expect(parseMailbox(text)).toMatchObject({ ok: false, fault: { class: "mapping" } }));
});
