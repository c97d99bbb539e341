// JSON as text, kept token by token. Every function takes a text that `JSON.parse` has taken, so nothing is checked here,
// and reads each character at most twice. Free of zod, so that a page can use it.

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const COMMA = 0x2c;

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const isOpening = (code: number) => code === 0x7b || code === 0x5b;
const isClosing = (code: number) => code === 0x7d || code === 0x5d;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the text in quotes that begins here ends. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

/** A value: where it ends, how deep objects and arrays are within each other in it, and whether it has white space between tokens. */
type Scanned = { end: number; depth: number; hasSpace: boolean };

function scanValue(text: string, start: number): Scanned {
  const first = text.charCodeAt(start);
  if (isOpening(first)) return scanContainer(text, start);
  return { end: first === QUOTE ? endOfString(text, start) : endOfWord(text, start), depth: 0, hasSpace: false };
}

function scanContainer(text: string, start: number): Scanned {
  let at = start;
  let depth = 0;
  let deepest = 0;
  let hasSpace = false;
  do {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (isOpening(code)) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (isClosing(code)) depth -= 1;
    else if (isSpace(code)) hasSpace = true;
    at += 1;
  } while (depth > 0);
  return { end: at, depth: deepest, hasSpace };
}

/** A number, true, false or null. */
function endOfWord(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || isClosing(code) || isSpace(code)) break;
  }
  return at;
}

/** A part of an object or array; a member of an object has its key, in its quotes. */
type Part = Scanned & { key: string | undefined; start: number };

function* partsOf(text: string, start: number): Generator<Part> {
  const isObject = text[start] === "{";
  let at = skipSpace(text, start + 1);
  while (!isClosing(text.charCodeAt(at))) {
    const keyEnd = isObject ? endOfString(text, at) : at;
    const key = isObject ? text.slice(at, keyEnd) : undefined;
    const valueStart = isObject ? skipSpace(text, skipSpace(text, keyEnd) + 1) : at;
    const { end, depth, hasSpace } = scanValue(text, valueStart);
    yield { key, start: valueStart, end, depth, hasSpace };
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
}

export type JsonMember = { text: string; depth: number; hasSpace: boolean };

/** The value that `JSON.parse` gives a key of the object, as it is written: the last one. */
export function findMember(object: string, key: string): JsonMember | undefined {
  let found: Part | undefined;
  for (const part of partsOf(object, skipSpace(object, 0))) {
    if (part.key !== undefined && decodeKey(part.key) === key) found = part;
  }
  return found && { text: object.slice(found.start, found.end), depth: found.depth, hasSpace: found.hasSpace };
}

export function getMember(object: string, key: string): string | undefined {
  return findMember(object, key)?.text;
}

function decodeKey(key: string): unknown {
  return key.includes("\\") ? JSON.parse(key) : key.slice(1, -1);
}

export type JsonChild = { key: string | undefined; text: string };

/** What an object or array has inside, as it is written and in that order; keys in their quotes. Nothing for the rest. */
export function listChildren(text: string): JsonChild[] {
  const start = skipSpace(text, 0);
  if (!isOpening(text.charCodeAt(start))) return [];
  return Array.from(partsOf(text, start), ({ key, start: at, end }) => ({ key, text: text.slice(at, end) }));
}

/** The same tokens without white space between them. */
export function compactJson(text: string): string {
  let compact = "";
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (isSpace(code)) {
      compact += text.slice(kept, at);
      kept = at + 1;
    }
  }
  return compact + text.slice(kept);
}

/** An object with one member more, whose value is written as it is given; what is in `after` comes behind it. */
export function withMember(before: object, key: string, value: string, after: object = {}): string {
  const members = [
    JSON.stringify(before).slice(1, -1),
    `${JSON.stringify(key)}:${value}`,
    JSON.stringify(after).slice(1, -1),
  ];
  return `{${members.filter((member) => member !== "").join(",")}}`;
}
