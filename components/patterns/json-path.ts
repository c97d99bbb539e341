import { PAYLOAD_PATTERN, SEARCH_MAX } from "#lib/contracts/event-search.ts";
import { listChildren } from "#lib/contracts/json-text.ts";

/** Where a value stands: keys in their quotes as they are written, and the places in lists as numbers. */
export type JsonPath = readonly (string | number)[];

const WORD = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `data.items.0.name`, as mappings and searches write it; where they have no way to, `data["first name"]`. */
export function formatPath(path: JsonPath): string {
  const plain = path.map(keyOf).join(".");
  if (path.every((part) => isPlain(part))) return plain;
  return path.reduce<string>((before, part) => {
    if (typeof part === "number") return `${before}[${part}]`;
    const key = keyOf(part);
    if (!WORD.test(key)) return `${before}[${JSON.stringify(key)}]`;
    return before === "" ? key : `${before}.${key}`;
  }, "");
}

function isPlain(part: string | number): boolean {
  return typeof part === "number" || /^[a-zA-Z0-9_]+$/.test(keyOf(part));
}

function keyOf(part: string | number): string {
  return typeof part === "number" ? String(part) : valueOf(part);
}

/** A text without its quotes, anything else as it is written. */
export function valueOf(token: string): string {
  return token.startsWith('"') ? String(JSON.parse(token)) : token;
}

/** What finds the events with this value at this place; undefined where a search cannot say it. */
export function payloadSearch(path: JsonPath, token: string): string | undefined {
  if (token === "null") return undefined;
  const search = `${path.map(keyOf).join(".")}:${valueOf(token)}`;
  const isSayable = path.every(isPlain) && PAYLOAD_PATTERN.test(search);
  return isSayable && search.length <= SEARCH_MAX ? search : undefined;
}

export type JsonMatch = { path: JsonPath; token: string };

/** The values whose path or text has this in it, whatever the case, in the order of the text, up to `max`. */
export function searchJson(text: string, wanted: string, max: number): JsonMatch[] {
  const found: JsonMatch[] = [];
  const needle = wanted.toLowerCase();
  const visit = (part: string, path: JsonPath): void => {
    const children = listChildren(part);
    if (children.length === 0 && isMatch(path, part, needle)) found.push({ path, token: part });
    for (const [index, { key, text: child }] of children.entries()) {
      if (found.length >= max) return;
      visit(child, [...path, key ?? index]);
    }
  };
  visit(text, []);
  return found;
}

function isMatch(path: JsonPath, token: string, needle: string): boolean {
  return formatPath(path).toLowerCase().includes(needle) || valueOf(token).toLowerCase().includes(needle);
}
