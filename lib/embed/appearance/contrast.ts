/** Colours are `#rrggbb` here, in small letters. */

type Rgb = readonly [red: number, green: number, blue: number];

export const BLACK = "#000000";
export const WHITE = "#ffffff";
/** Halvings of the way to black or white: finer than eight bits a channel. */
const STEPS = 9;

/** `#0a7` and `#00AA77` as `#00aa77`. */
export function normalizeHex(color: string): string {
  const lower = color.toLowerCase();
  return lower.length === 4 ? lower.replaceAll(/[0-9a-f]/g, "$&$&") : lower;
}

function toRgb(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** `share` of `over` on `ground`, as if it were painted with that opacity. */
export function mix(ground: string, over: string, share: number): string {
  const [from, to] = [toRgb(ground), toRgb(over)];
  const channel = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return toHex([channel(0), channel(1), channel(2)]);
}

function toLinear(value: number): number {
  const channel = value / 255;
  return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = toRgb(color);
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

export function isDarker(one: string, other: string): boolean {
  return luminance(one) < luminance(other);
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** The lowest contrast with any of the grounds. */
export function worstContrast(color: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => contrast(color, ground)));
}

/** Black or white, whichever is read better on all of the grounds. */
export function bestOn(grounds: readonly string[]): string {
  return worstContrast(BLACK, grounds) >= worstContrast(WHITE, grounds) ? BLACK : WHITE;
}

/**
 * The colour itself if it has this contrast with all of the grounds, else the nearest one on its way to black or white
 * that has; black or white where none has.
 */
export function readableOn(color: string, grounds: readonly string[], min: number): string {
  if (worstContrast(color, grounds) >= min) return color;
  const end = bestOn(grounds);
  let [near, far] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (near + far) / 2;
    if (worstContrast(mix(color, end, middle), grounds) >= min) far = middle;
    else near = middle;
  }
  return mix(color, end, far);
}
