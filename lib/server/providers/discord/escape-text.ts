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
