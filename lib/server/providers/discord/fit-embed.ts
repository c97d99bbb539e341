import { cutText } from "#lib/server/runtime/text.ts";

export const TITLE_CHARACTERS_MAX = 256;
export const DESCRIPTION_CHARACTERS_MAX = 4096;
/** Of all texts in all embeds of a message. */
export const EMBEDS_CHARACTERS_MAX = 6000;

export type Embed = { title?: string; description?: string };

/** Longer texts are refused as a whole, so they end in an ellipsis. Empty ones are left out. */
export function fitEmbed(embed: { title: string; description: string }): Embed {
  const title = truncate(embed.title.trim(), TITLE_CHARACTERS_MAX);
  const left = Math.min(DESCRIPTION_CHARACTERS_MAX, EMBEDS_CHARACTERS_MAX - title.length);
  const description = truncate(embed.description.trim(), left);
  return { ...(title === "" ? {} : { title }), ...(description === "" ? {} : { description }) };
}

/** Counts UTF-16 units, which are never fewer than what Discord counts. */
function truncate(text: string, max: number): string {
  return text.length <= max ? text : `${cutText(text, max - 1)}…`;
}
