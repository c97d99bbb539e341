import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppearanceColor, type AppearanceColors } from "#lib/contracts/appearance.ts";
import { contrast } from "./contrast.ts";
import { derivePalette, type Palette, type Scheme, STANDARD } from "./palette.ts";

const schemes = fc.constantFrom<Scheme>("light", "dark");
const hex = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const anyColors: fc.Arbitrary<AppearanceColors> = fc.dictionary(fc.constantFrom(...AppearanceColor.options), hex);

/** What is written, and on what: every pair that the pages use. */
function textPairs(palette: Palette): [text: keyof Palette, ground: keyof Palette][] {
  const grounds = ["canvas", "surface", "muted", "hover"] as const;
  const texts = ["ink", "soft", "link", "success", "warning", "danger", "info"] as const;
  return [
    ...texts.flatMap((text) => grounds.map((ground): [keyof Palette, keyof Palette] => [text, ground])),
    ["on-brand", "brand"],
    ["success", "success-soft"],
    ["warning", "warning-soft"],
    ["danger", "danger-soft"],
    ["info", "info-soft"],
  ].filter((pair): pair is [keyof Palette, keyof Palette] => pair.every((name) => name in palette));
}

function unreadable(palette: Palette): string[] {
  return textPairs(palette)
    .filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5)
    .map(([text, ground]) => `${text} on ${ground}: ${palette[text]} on ${palette[ground]}`);
}

describe("a palette", () => {
  it("is the standard one when nothing is given, in which everything can be read", () => {
    for (const scheme of ["light", "dark"] as const) {
      expect(derivePalette(scheme, {})).toEqual({ palette: STANDARD[scheme], corrections: [] });
      expect(unreadable(STANDARD[scheme])).toEqual([]);
    }
  });

  it("is the one of the style sheet", () => {
    const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
    const pairs = [...css.matchAll(/--color-(?<name>[\w-]+): light-dark\((?<light>#\w+), (?<dark>#\w+)\);/g)];
    const sheet = (theme: "light" | "dark") =>
      Object.fromEntries(pairs.map(({ groups }) => [groups?.["name"], groups?.[theme]]));
    expect({ light: sheet("light"), dark: sheet("dark") }).toEqual(STANDARD);
  });

  it("can be read whatever a host gives", () => {
    fc.assert(
      fc.property(schemes, anyColors, (scheme, colors) => {
        expect(unreadable(derivePalette(scheme, colors).palette)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("has a focus ring and borders of fields that are seen, whatever a host gives", () => {
    fc.assert(
      fc.property(schemes, anyColors, (scheme, colors) => {
        const { palette } = derivePalette(scheme, colors);
        for (const shape of ["focus", "control"] as const) {
          expect(contrast(palette[shape], palette.surface)).toBeGreaterThanOrEqual(3);
          expect(contrast(palette[shape], palette.canvas)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  it("keeps each given colour, or names it with what is used instead", () => {
    const names: Partial<Record<string, keyof Palette>> = {
      text: "ink",
      muted_text: "soft",
      text_on_brand: "on-brand",
      background: "canvas",
      border: "line",
    };
    fc.assert(
      fc.property(schemes, anyColors, (scheme, colors) => {
        const { palette, corrections } = derivePalette(scheme, colors);
        for (const [name, given] of Object.entries(colors)) {
          const used = palette[names[name] ?? (name as keyof Palette)];
          const correction = corrections.find(({ color }) => color === name);
          expect(used).toBe(correction?.used ?? given);
        }
      }),
    );
  });

  it("takes short and large digits for what they are", () => {
    expect(derivePalette("light", { brand: "#0A7" }).palette.brand).toBe("#00aa77");
  });

  it("leaves the greys as they are when only the brand is given", () => {
    const { palette } = derivePalette("light", { brand: "#00aa77" });
    const { brand, "on-brand": onBrand, link, focus, ...rest } = palette;
    expect(STANDARD.light).toMatchObject(rest);
    expect({ brand, onBrand }).toEqual({ brand: "#00aa77", onBrand: "#000000" });
    expect(contrast(link, "#f0f2f5")).toBeGreaterThanOrEqual(4.5);
    expect(focus).toBe(link);
  });

  it("names a text that cannot be read on its background", () => {
    const { palette, corrections } = derivePalette("light", { background: "#ffffff", text: "#cccccc" });
    expect(corrections).toEqual([{ color: "text", given: "#cccccc", used: palette.ink, on: "surface" }]);
  });

  it("uses one ground for both when no text could be read on the two", () => {
    const { palette, corrections } = derivePalette("light", { background: "#000000", surface: "#ffffff" });
    expect(palette.surface).toBe("#000000");
    expect(corrections).toContainEqual({ color: "surface", given: "#ffffff", used: "#000000", on: "background" });
  });
});
