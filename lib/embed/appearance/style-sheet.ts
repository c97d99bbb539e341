import { type Appearance, AppearanceColor, type AppearanceColors } from "#lib/contracts/appearance.ts";
import { type Correction, derivePalette, type Scheme } from "./palette.ts";

/** The height of a text line's letters that the pages are drawn for, in px; every other size is a multiple of it. */
const BASE_FONT_PX = 14;
/** The unit of all distances, in rem. */
const SPACING = { compact: 0.21, regular: 0.25, roomy: 0.29 };
const FALLBACK_FONTS = "system-ui, sans-serif";

export type NamedCorrection = Correction & { scheme: Scheme };

/**
 * The rules that make the workspace look as its host wants, empty for what looks as it is. Everything in it is a number,
 * a colour or a name that `Appearance` has let through.
 */
export function toStyleSheet(appearance: Appearance): { css: string; corrections: NamedCorrection[] } {
  const { theme = "auto", colors } = appearance;
  const sizes = Object.entries(sizeVariables(appearance)).map(([name, value]) => `${name}:${value}`);
  const fontSize = appearance.font?.size;
  if (fontSize !== undefined) sizes.push(`font-size:calc(100% * ${round(fontSize)} / ${BASE_FONT_PX})`);
  const rules = sizes.length === 0 ? [] : [`:root{${sizes.join(";")}}`];
  if (theme === "auto" && colors === undefined) return { css: rules.join(""), corrections: [] };
  const themes = theme === "auto" ? (["light", "dark"] as const) : [theme];
  const palettes = themes.map((scheme) => ({ scheme, ...derivePalette(scheme, colorsFor(scheme, colors)) }));
  for (const { scheme, palette } of palettes) {
    const variables = Object.entries(palette).map(([name, color]) => `--color-${name}:${color}`);
    const rule = `:root{color-scheme:${theme === "auto" ? "light dark" : theme};${variables.join(";")}}`;
    rules.push(theme === "auto" && scheme === "dark" ? `@media (prefers-color-scheme:dark){${rule}}` : rule);
  }
  return {
    css: rules.join(""),
    corrections: palettes.flatMap(({ scheme, corrections }) => corrections.map((one) => ({ ...one, scheme }))),
  };
}

/** One line for the console of whoever builds the host's page. */
export function describeCorrection({ color, given, used, on, scheme }: NamedCorrection): string {
  return `Meshes: appearance.colors.${color} (${given}) cannot be read on ${on} in the ${scheme} theme; ${used} is used instead`;
}

function colorsFor(scheme: Scheme, colors: Appearance["colors"] = {}): AppearanceColors {
  const { dark = {}, ...both } = colors;
  if (scheme === "light") return both;
  const chosen: AppearanceColors = {};
  for (const name of AppearanceColor.options) chosen[name] = dark[name] ?? both[name];
  return chosen;
}

function sizeVariables({ radius, density, font, gutters }: Appearance): Record<string, string> {
  return {
    ...(radius === undefined
      ? {}
      : { "--radius-sm": px(radius / 2), "--radius-md": px(radius * 0.75), "--radius-lg": px(radius) }),
    ...(density === undefined ? {} : { "--spacing": `${SPACING[density]}rem` }),
    ...(gutters === undefined ? {} : { "--gutter": px(gutters) }),
    ...(font?.family === undefined ? {} : { "--font-sans": `${font.family}, ${FALLBACK_FONTS}` }),
  };
}

const px = (value: number) => `${round(value)}px`;

/** Without an exponent, whatever was sent. */
function round(value: number): string {
  return String(Number(value.toFixed(2)));
}
