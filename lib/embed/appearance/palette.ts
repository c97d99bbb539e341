import { AppearanceColor, type AppearanceColors } from "#lib/contracts/appearance.ts";
import { BLACK, bestOn, contrast, isDarker, mix, normalizeHex, readableOn, WHITE, worstContrast } from "./contrast.ts";

export type Scheme = "light" | "dark";

/** Every colour that the style sheet knows, by its name there (`--color-…`). */
export type Palette = typeof LIGHT;

/** The palettes of `app/globals.css`, which a test compares with these. */
const LIGHT = {
  canvas: "#ffffff",
  surface: "#ffffff",
  muted: "#f6f7f9",
  hover: "#f0f2f5",
  line: "#e3e6ea",
  control: "#868e99",
  ink: "#16191d",
  soft: "#565e6c",
  brand: "#4a45d6",
  "on-brand": "#ffffff",
  link: "#403bc4",
  focus: "#403bc4",
  success: "#0c6537",
  "success-soft": "#e7f6ed",
  warning: "#854704",
  "warning-soft": "#fdf1dd",
  danger: "#ad1f1a",
  "danger-soft": "#fdeceb",
  info: "#1b59a5",
  "info-soft": "#e8f1fc",
  skeleton: "#e9ecef",
};

const DARK: Palette = {
  canvas: "#0e1013",
  surface: "#15181c",
  muted: "#1a1d22",
  hover: "#20242a",
  line: "#2a2f36",
  control: "#6b7480",
  ink: "#eceef1",
  soft: "#a4acb8",
  brand: "#8f8bff",
  "on-brand": "#100e2b",
  link: "#a5a2ff",
  focus: "#a5a2ff",
  success: "#6bd99b",
  "success-soft": "#10281b",
  warning: "#f2b64e",
  "warning-soft": "#2d2110",
  danger: "#ff938c",
  "danger-soft": "#341716",
  info: "#82b9ff",
  "info-soft": "#122337",
  skeleton: "#262b32",
};

export const STANDARD: Readonly<Record<Scheme, Palette>> = { light: LIGHT, dark: DARK };

/** Of text on what is behind it (WCAG 2.2, 1.4.3). */
const TEXT_MIN = 4.5;
/** Of borders of fields and of the focus ring (WCAG 2.2, 1.4.11). */
const SHAPE_MIN = 3;
/** How strongly a state colours the ground of its label, most first. */
const TINTS = [0.12, 0.06, 0];

/** A colour that was given and cannot be used as it is, with the one that is used. */
export type Correction = { color: AppearanceColor; given: string; used: string; on: AppearanceColor };

/** What text is written on. */
type Texts = readonly [surface: string, ...others: string[]];

type Grounds = Pick<Palette, "canvas" | "surface" | "muted" | "hover" | "ink">;

/**
 * All colours of a theme from those that a host gives. What is written on them always has a contrast of 4.5: a colour
 * that has not is moved towards black or white, and named when the host has given it.
 */
export function derivePalette(
  scheme: Scheme,
  given: AppearanceColors,
): { palette: Palette; corrections: Correction[] } {
  const colors = normalize(given);
  const corrections: Correction[] = [];
  const settle: Settle = (name, wanted, grounds, { on, min = TEXT_MIN }) => {
    const used = readableOn(wanted, grounds, min);
    if (used !== wanted && colors[name] !== undefined) corrections.push({ color: name, given: wanted, used, on });
    return used;
  };
  const standard = STANDARD[scheme];
  const grounds = deriveGrounds(standard, colors, settle, corrections);
  const neutrals = deriveNeutrals(standard, colors, grounds, settle);
  return { palette: { ...grounds, ...neutrals, ...deriveAccents(standard, colors, grounds, settle) }, corrections };
}

function normalize(given: AppearanceColors): AppearanceColors {
  const colors: AppearanceColors = {};
  for (const name of AppearanceColor.options) {
    const color = given[name];
    if (color !== undefined) colors[name] = normalizeHex(color);
  }
  return colors;
}

type Settle = (
  name: AppearanceColor,
  wanted: string,
  grounds: readonly string[],
  options: { on: AppearanceColor; min?: number },
) => string;

function hasOwnGrounds(colors: AppearanceColors): boolean {
  return colors.background !== undefined || colors.surface !== undefined || colors.text !== undefined;
}

function deriveGrounds(
  standard: Palette,
  colors: AppearanceColors,
  settle: Settle,
  corrections: Correction[],
): Grounds {
  const { canvas, surface: standardSurface, muted, hover, ink } = standard;
  if (!hasOwnGrounds(colors)) return { canvas, surface: standardSurface, muted, hover, ink };
  const background = colors.background ?? canvas;
  const wanted = colors.surface ?? (colors.background === undefined ? standardSurface : background);
  // No text can be read on two grounds that are too far apart: then the background serves as both.
  const isReadable = worstContrast(bestOn([background, wanted]), [background, wanted]) >= TEXT_MIN;
  const surface = isReadable ? wanted : background;
  if (!isReadable && colors.surface !== undefined) {
    corrections.push({ color: "surface", given: wanted, used: surface, on: "background" });
  }
  const text = settle("text", colors.text ?? ink, [background, surface], { on: "surface" });
  return { canvas: background, surface, ...shades(surface, text), ink: text };
}

/** A little nearer to the text, or further away where the text would not be readable any more. */
function shades(surface: string, text: string): Pick<Palette, "muted" | "hover"> {
  const away = isDarker(text, surface) ? WHITE : BLACK;
  const shade = (share: number) => {
    const nearer = mix(surface, text, share);
    return contrast(text, nearer) >= TEXT_MIN ? nearer : mix(surface, away, share);
  };
  return { muted: shade(0.03), hover: shade(0.06) };
}

function deriveNeutrals(standard: Palette, colors: AppearanceColors, grounds: Grounds, settle: Settle) {
  const { canvas, surface, muted, hover, ink } = grounds;
  const isOwn = hasOwnGrounds(colors);
  const line = colors.border ?? (isOwn ? mix(surface, ink, 0.12) : standard.line);
  const control = isOwn || colors.border !== undefined ? mix(surface, ink, 0.45) : standard.control;
  const soft = colors.muted_text ?? (isOwn ? mix(surface, ink, 0.7) : standard.soft);
  return {
    line,
    control: readableOn(control, [canvas, surface], SHAPE_MIN),
    soft: settle("muted_text", soft, [canvas, surface, muted, hover], { on: "surface" }),
    skeleton: isOwn ? mix(surface, ink, 0.08) : standard.skeleton,
  };
}

function deriveAccents(standard: Palette, colors: AppearanceColors, grounds: Grounds, settle: Settle) {
  const { canvas, surface, muted, hover } = grounds;
  const texts: Texts = [surface, canvas, muted, hover];
  const brand = colors.brand ?? standard.brand;
  const onBrand = colors.text_on_brand ?? (colors.brand === undefined ? standard["on-brand"] : bestOn([brand]));
  const link = readableOn(colors.brand ?? standard.link, texts, TEXT_MIN);
  const derive = (name: State) => deriveState(name, standard, colors, texts, settle);
  const [success, warning, danger, info] = [derive("success"), derive("warning"), derive("danger"), derive("info")];
  return {
    brand,
    "on-brand": settle("text_on_brand", onBrand, [brand], { on: "brand" }),
    link,
    focus: settle("focus", colors.focus ?? link, [canvas, surface], { on: "surface", min: SHAPE_MIN }),
    success: success.color,
    "success-soft": success.ground,
    warning: warning.color,
    "warning-soft": warning.ground,
    danger: danger.color,
    "danger-soft": danger.ground,
    info: info.color,
    "info-soft": info.ground,
  };
}

type State = "success" | "warning" | "danger" | "info";

/** A state's colour for text, and the ground of its labels. */
function deriveState(name: State, standard: Palette, colors: AppearanceColors, texts: Texts, settle: Settle) {
  const wanted = colors[name] ?? standard[name];
  const isStandard = colors[name] === undefined && !hasOwnGrounds(colors);
  const ground = isStandard ? standard[`${name}-soft`] : labelGround(wanted, texts);
  return { color: settle(name, wanted, [...texts, ground], { on: "surface" }), ground };
}

function labelGround(color: string, texts: Texts): string {
  const [surface] = texts;
  const tinted = TINTS.map((share) => mix(surface, color, share));
  const isReadable = (ground: string) => {
    const grounds = [...texts, ground];
    return worstContrast(bestOn(grounds), grounds) >= TEXT_MIN;
  };
  return tinted.find(isReadable) ?? surface;
}
