import type { EmbedWindow } from "./create-embed.ts";

const deaf = { addEventListener: () => {}, removeEventListener: () => {} };

/** Stands in for `window` while the server renders: framed, hidden and silent. */
export const serverWindow: EmbedWindow = {
  ...deaf,
  parent: { postMessage: () => {} },
  document: { ...deaf, hidden: true },
};
