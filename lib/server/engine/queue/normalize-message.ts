/** What stands for everything that differs from one delivery to the next. It counts as a part of a word. */
const ANY = "#";
const CHARACTERS_MAX = 1_000;

/**
 * A message without what differs from delivery to delivery: quoted values, e-mail addresses, the queries of URLs, ids,
 * times and numbers of two digits or more. Never longer than the message, and the same when it is done again.
 */
export function normalizeMessage(message: string): string {
  const unquoted = replaceQuoted(message.slice(0, CHARACTERS_MAX));
  const words = unquoted.replaceAll(/\S+/g, (word) => replaceAddresses(replaceQuery(word)));
  const tokens = words.replaceAll(/[A-Za-z0-9_#-]+/g, (token) => (isId(token) ? ANY : token));
  // Of times, amounts and addresses of machines several parts are left, with single digits between.
  return tokens.replaceAll(/[0-9#](?:[.:,+][0-9#])+/g, (run) => (run.includes(ANY) ? ANY : run));
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "\u201c": "\u201d",
  "\u2018": "\u2019",
  "\u00ab": "\u00bb",
};

/** Keeps the quotes. Each kind that is found to have no more ends is not looked for again, so this is linear. */
function replaceQuoted(text: string): string {
  const endless = new Set<string>();
  let result = "";
  for (let at = 0; at < text.length;) {
    const end = endless.has(text.charAt(at)) ? -1 : endOfQuoted(text, at, endless);
    // An empty value stays empty, and its second mark opens no other.
    const value = end > at + 1 ? ANY : "";
    result += end === -1 ? text.charAt(at) : text.charAt(at) + value + text.charAt(end);
    at = Math.max(at, end) + 1;
  }
  return result;
}

/** Where the quoted value ends that begins here; -1 when none does. */
function endOfQuoted(text: string, start: number, endless: Set<string>): number {
  const mark = text.charAt(start);
  const closing = CLOSING[mark];
  if (closing === undefined || isApostrophe(text, start, -1)) return -1;
  for (let at = text.indexOf(closing, start + 1); at !== -1; at = text.indexOf(closing, at + 1)) {
    if (!isApostrophe(text, at, 1)) return at;
  }
  endless.add(mark);
  return -1;
}

/** A mark that is also an apostrophe opens no value after a letter, and closes none before one. */
function isApostrophe(text: string, at: number, side: -1 | 1): boolean {
  const mark = text.charAt(at);
  return (mark === "'" || mark === "\u2019") && isWordCharacter(text.charAt(at + side));
}

function isWordCharacter(character: string): boolean {
  const isLetter = character.toLowerCase() !== character.toUpperCase();
  return isLetter || character === ANY || character === "_" || (character >= "0" && character <= "9");
}

function replaceQuery(word: string): string {
  const mark = word.indexOf("?");
  return mark === -1 || mark === word.length - 1 ? word : `${word.slice(0, mark + 1)}${ANY}`;
}

/** `<ann.lee+x@example.com>,` keeps what is around the address. */
function replaceAddresses(word: string): string {
  let result = "";
  let rest = word;
  for (let mark = rest.indexOf("@"); mark !== -1; mark = rest.indexOf("@")) {
    const before = result + rest.slice(0, mark);
    const local = lengthOfAddress(before, before.length - 1, -1);
    const domain = lengthOfAddress(rest, mark + 1, 1);
    const isAddress = local > 0 && domain > 0;
    result = isAddress ? before.slice(0, before.length - local) + ANY : `${before}@`;
    rest = rest.slice(mark + 1 + (isAddress ? domain : 0));
  }
  return result + rest;
}

/** How many characters in this direction can be of an address. */
function lengthOfAddress(text: string, start: number, step: -1 | 1): number {
  let at = start;
  while (at >= 0 && at < text.length && (isWordCharacter(text.charAt(at)) || ".+-%".includes(text.charAt(at))))
    at += step;
  return Math.abs(at - start);
}

/** `invalid_email`, `v2` and `re-send` are words; what has two digits, or looks like a hash, is an id. */
function isId(token: string): boolean {
  const isHex = /^(?:0x)?[0-9a-f]{8,}$/i.test(token);
  return isHex || token.replaceAll(/[^0-9]/g, "").length > 1;
}
