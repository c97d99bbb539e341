/** What the frame makes of an appearance. */
export type Look = {
  css: string;
  isNavigationHidden: boolean;
  areTitlesHidden: boolean;
  /** For whoever builds the host's page: what could not be used as it was given. */
  notes: readonly string[];
};

export const STANDARD_LOOK: Look = { css: "", isNavigationHidden: false, areTitlesHidden: false, notes: [] };
