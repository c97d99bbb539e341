import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Appearance, AppearanceColor } from "#lib/contracts/appearance.ts";
import { describeCorrection, toStyleSheet } from "./style-sheet.ts";

/** All that may ever stand in the sheet: custom properties, three properties of the root, and one media query. */
const VALUE = String.raw`(?:#[0-9a-f]{6}|[0-9.]+(?:px|rem)|calc\(100% \* [0-9.]+ / 14\)|light dark|light|dark|[A-Za-z0-9 ,-]+)`;
const RULE = `:root\\{(?:(?:--[a-z-]+|color-scheme|font-size):${VALUE};?)+\\}`;
const SHEET = new RegExp(`^(?:${RULE}|@media \\(prefers-color-scheme:dark\\)\\{${RULE}\\})*$`);

const hex = fc.oneof(fc.stringMatching(/^#[0-9a-fA-F]{6}$/), fc.stringMatching(/^#[0-9a-fA-F]{3}$/));
const colors = fc.dictionary(fc.constantFrom(...AppearanceColor.options), hex);
const appearances = fc.record(
  {
    theme: fc.constantFrom("light", "dark", "auto"),
    colors: fc.tuple(colors, colors).map(([both, dark]) => ({ ...both, dark })),
    radius: fc.double({ min: 0, max: 24, noNaN: true }),
    density: fc.constantFrom("compact", "regular", "roomy"),
    font: fc.record(
      {
        family: fc.constantFrom("Inter", "Segoe UI, Roboto", "ui-monospace", "Source Sans 3"),
        size: fc.double({ min: 12, max: 20, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    gutters: fc.double({ min: 0, max: 64, noNaN: true }),
  },
  { requiredKeys: [] },
);

describe("the style sheet of an appearance", () => {
  it("is empty for the standard look", () => {
    expect(toStyleSheet({})).toEqual({ css: "", corrections: [] });
    expect(toStyleSheet({ theme: "auto", hide_titles: true }).css).toBe("");
  });

  it("holds nothing but colours, numbers and names", () => {
    fc.assert(
      fc.property(appearances, (sent) => {
        const { css } = toStyleSheet(Appearance.parse(sent));
        expect(css).toMatch(SHEET);
      }),
    );
  });

  it("pins one theme, or gives both and leaves the choice to the page around", () => {
    expect(toStyleSheet({ theme: "dark" }).css).toMatch(/^:root\{color-scheme:dark;--color-canvas:#0e1013;/);
    const both = toStyleSheet({ colors: { brand: "#0a7", dark: { brand: "#0fa" } } }).css;
    expect(both).toMatch(/^:root\{color-scheme:light dark;.*--color-brand:#00aa77;.*\}@media/);
    expect(both).toMatch(/@media \(prefers-color-scheme:dark\)\{:root\{.*--color-brand:#00ffaa;.*\}\}$/);
  });

  it("writes sizes as the pages use them", () => {
    const css = toStyleSheet({ radius: 8, density: "compact", font: { family: "Inter", size: 16 }, gutters: 0 }).css;
    expect(css).toBe(
      ":root{--radius-sm:4px;--radius-md:6px;--radius-lg:8px;--spacing:0.21rem;--gutter:0px;--font-sans:Inter, system-ui, sans-serif;font-size:calc(100% * 16 / 14)}",
    );
  });

  it("says in a sentence what it could not use", () => {
    const { corrections } = toStyleSheet({ theme: "light", colors: { text: "#ccc", background: "#fff" } });
    expect(corrections.map(describeCorrection)).toEqual([
      expect.stringMatching(
        /^Meshes: appearance\.colors\.text \(#cccccc\) cannot be read on surface in the light theme; #\w{6} is used instead$/,
      ),
    ]);
  });
});

describe("what a host may send", () => {
  it.each([
    [{ colors: { brand: "red" } }, "colors.brand"],
    [{ colors: { brand: "#0a7;}body{display:none" } }, "colors.brand"],
    [{ colors: { brand: "url(https://example.com)" } }, "colors.brand"],
    [{ colors: { dark: { text: "var(--x)" } } }, "colors.dark.text"],
    [{ colors: { colour: "#000" } }, "colors"],
    [{ font: { family: "x;}*{background:url(//e)" } }, "font.family"],
    [{ font: { family: "</style><script>" } }, "font.family"],
    [{ font: { family: 'Inter", "' } }, "font.family"],
    [{ font: { size: 200 } }, "font.size"],
    [{ radius: -1 }, "radius"],
    [{ radius: "8px" }, "radius"],
    [{ gutters: Infinity }, "gutters"],
    [{ theme: "blue" }, "theme"],
    [{ css: "*{}" }, ""],
  ])("is refused: %j", (sent, path) => {
    const parsed = Appearance.safeParse(sent);
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
