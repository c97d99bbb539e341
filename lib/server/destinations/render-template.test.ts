import { describe, expect, it } from "vitest";
import { renderTemplate } from "./render-template.ts";

const loud = (value: string) => value.toUpperCase();

describe("renderTemplate", () => {
  it.each([
    ["Hi {{name}}!", "Hi ADA!"],
    ["{{ user.city }}/{{items.0.sku}}/{{items.1.sku}}", "PARIS/A1/"],
    ["{{missing}}{{user.missing.deeper}}{{none}}", ""],
    ["{{user}} {{flag}} {{zero}}", '{"CITY":"PARIS"} FALSE 0'],
    ["{{__proto__}}{{constructor}}{{user.toString}}", ""],
    ["no {placeholder} {{ {{name}} }}", "no {placeholder} {{ ADA }}"],
    ["$& {{money}} $1", "$& $& $1"],
  ])("renders %s", (template, text) => {
    const payload = {
      name: "ada",
      user: { city: "paris" },
      items: [{ sku: "a1" }],
      none: null,
      flag: false,
      zero: 0,
      money: "$&",
    };
    expect(renderTemplate(template, payload, loud)).toEqual({ ok: true, value: text });
  });

  it("tells the escaper what stands before, as it was rendered", () => {
    const seen: string[] = [];
    const watch = (value: string, before: string) => {
      seen.push(before);
      return value;
    };
    renderTemplate("a{{x}}b{{y}}", { x: "1", y: "2" }, watch);
    expect(seen).toEqual(["a", "a1b"]);
  });

  it("does not fill the memory with a large value that is repeated", () => {
    const payload = { large: "x".repeat(250_000) };
    expect(renderTemplate("{{large}}".repeat(3), payload, loud)).toMatchObject({ ok: true });
    expect(renderTemplate("{{large}}".repeat(5_000), payload, loud)).toMatchObject({
      ok: false,
      fault: { class: "mapping" },
    });
  });
});
