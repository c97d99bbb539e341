import type { Appearance } from "#lib/contracts/appearance.ts";
import { type Look, STANDARD_LOOK } from "./look.ts";
import { describeCorrection, toStyleSheet } from "./style-sheet.ts";

/** On the server for a launch; in the frame only when its host asks for another look, because it carries the palettes. */
export function toLook(appearance: Appearance | undefined): Look {
  if (appearance === undefined) return STANDARD_LOOK;
  const { css, corrections } = toStyleSheet(appearance);
  return {
    css,
    isNavigationHidden: appearance.hide_navigation ?? false,
    areTitlesHidden: appearance.hide_titles ?? false,
    notes: corrections.map(describeCorrection),
  };
}
