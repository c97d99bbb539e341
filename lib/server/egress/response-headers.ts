import type { IncomingHttpHeaders } from "node:http";

const HEADERS_MAX = 64;
const HEADER_BYTES_MAX = 8 * 1024;

/** Keeps the first headers that fit the limits. `set-cookie` is dropped: there is no cookie jar and cookies are secrets. */
export function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: [string, string][] = [];
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "set-cookie") continue;
    const text = Array.isArray(value) ? value.join(", ") : value;
    bytes += name.length + text.length;
    if (kept.length >= HEADERS_MAX || bytes > HEADER_BYTES_MAX) break;
    kept.push([name.toLowerCase(), text]);
  }
  // fromEntries defines own properties, so a header called __proto__ is only a header.
  return Object.fromEntries(kept);
}
