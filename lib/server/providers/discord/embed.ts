import { cutText } from "#lib/server/runtime/text.ts";

/** Whole addresses stay clickable; what could end one inside the template's own markup is not a part of them. */
const ADDRESS = /(https?:\/\/[^\s<>()[\]*`|\\]+)/;
const MARKUP = /[\\*_~`|[\]()<>]/g;
/** Headings, small print and lists. */
const LINE_START = /^([ \t]*)([#-])/gm;
const EVERYBODY = /@(?=everyone|here)/g;
const INVISIBLE = "\u200b";

/**
 * A payload's text in Discord's Markdown [backslashes before punctuation: from memory, verify live]. No value can forge a
 * link behind other words, a mention or a layout. `allowed_mentions` keeps the message from calling anybody; the
 * invisible character after `@` also keeps it from looking as if it did.
 */
export function escapeText(value: string): string {
  const parts = value.split(ADDRESS).map((part, index) => (index % 2 === 1 ? part : escapeMarkup(part)));
  return calm(parts.join(""));
}

function escapeMarkup(text: string): string {
  return text.replaceAll(MARKUP, String.raw`\$&`).replaceAll(LINE_START, String.raw`$1\$2`);
}

/** Between the template's own backticks only another backtick means something, or nothing between them at all. */
export function escapeCode(value: string): string {
  return value === "" ? INVISIBLE : calm(value.replaceAll("`", "\u02cb").replaceAll("](", `]${INVISIBLE}(`));
}

function calm(text: string): string {
  return text.replaceAll(EVERYBODY, `@${INVISIBLE}`);
}

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
