import { describe, expect, it } from "vitest";
import type { Escape } from "#lib/contracts/render-text.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import { renderTemplate } from "./render-template.ts";

const render = (template: string, payload: Record<string, unknown>, escape: Escape) =>
  renderTemplate(template, payload, escape, createWorkBudget());

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
    ["{{{name}}} {{ {{name} }} {{name}} {{", "{ADA} {{ {{name} }} ADA {{"],
    ["{{\t\u00a0name\n}}{{}}{{ }}", "ADA"],
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
    expect(render(template, payload, loud)).toEqual({ ok: true, value: text });
  });

  it("tells the escaper which character stands before, as it was rendered", () => {
    const seen: string[] = [];
    const watch = (value: string, before: string) => {
      seen.push(before);
      return value;
    };
    render("{{x}}a{{x}}b{{y}}{{y}}{{none}}{{y}}", { x: "1", y: "2" }, watch);
    expect(seen).toEqual(["", "a", "b", "2", "2", "2"]);
  });

  it("does not fill the memory with a large value that is repeated", () => {
    const payload = { large: "x".repeat(250_000) };
    expect(render("{{large}}".repeat(3), payload, loud)).toMatchObject({ ok: true });
    for (const escape of [loud, () => ""]) {
      expect(render("{{large}}".repeat(5_000), payload, escape)).toMatchObject({
        ok: false,
        fault: { class: "mapping", message: expect.stringContaining("too large") },
      });
    }
  });
});
