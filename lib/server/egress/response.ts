import type { IncomingHttpHeaders } from "node:http";
import { StringDecoder } from "node:string_decoder";

export type ResponseHead = { statusCode: number; headers: Record<string, string> };

const STATUS_LINE = /^HTTP\/1\.[01][ \t]+([1-9]\d\d)(?:[ \t][^\r\n]*)?\r?\n/i;
/** A response to a request that asked for no upgrade has at most a few of them. */
const INTERIM_MAX = 64;

/**
 * What can be read of a response that a strict parser refused or that never became whole: the status of its first line,
 * and the headers that stand in whole lines behind it. Null while the status line of a final response is not there.
 */
export function readHead(bytes: Uint8Array): ResponseHead | null {
  let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  for (let interim = 0; interim <= INTERIM_MAX; interim += 1) {
    const line = STATUS_LINE.exec(text);
    if (line === null) return null;
    const statusCode = Number(line[1]);
    const rest = text.slice(line[0].length);
    // A 101 that nobody asked for ends HTTP on this connection: there is no answer behind it.
    if (statusCode >= 200) return { statusCode, headers: readHeaders(rest) };
    const end = statusCode === 101 ? null : /(?:^|\n)\r?\n/.exec(rest);
    if (end === null) return null;
    text = rest.slice(end.index + end[0].length);
  }
  return null;
}

const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)$/s;

/** Lines that are no header are left out, as is a last line without its end. */
function readHeaders(text: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const line of wholeLines(text)) {
    if (line === "") break;
    const [, name, value] = HEADER_LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) found.push([name, value.trim()]);
  }
  return joinHeaders(found);
}

function wholeLines(text: string): string[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}

export function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return joinHeaders(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** `set-cookie` is dropped: there is no cookie jar, and cookies are secrets. */
function joinHeaders(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (name === "set-cookie") continue;
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  // fromEntries defines own properties, so a header called __proto__ is only a header.
  return Object.fromEntries(joined);
}

const FIRST_BYTES = 512;

/** Keeps the first `bytesMax` bytes in one growing buffer; many tiny chunks cost no more than one large one. */
export class ResponseBody {
  readonly #bytesMax: number;
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;
  isTruncated = false;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  append(chunk: Uint8Array): void {
    const room = this.#bytesMax - this.#length;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.isTruncated ||= chunk.length > room;
    this.#grow(this.#length + kept.length);
    this.#buffer.set(kept, this.#length);
    this.#length += kept.length;
  }

  /** Invalid UTF-8 becomes U+FFFD, and so does NUL, which Postgres text cannot hold. A cut character is dropped. */
  text(): string {
    const bytes = this.#buffer.subarray(0, this.#length);
    const text = this.isTruncated ? new StringDecoder("utf8").write(bytes) : bytes.toString("utf8");
    return text.replaceAll("\0", "\uFFFD");
  }

  #grow(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const size = Math.min(this.#bytesMax, Math.max(needed, this.#buffer.length * 2, FIRST_BYTES));
    const grown = Buffer.allocUnsafe(size);
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}
