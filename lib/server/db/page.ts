import { LIST_LIMIT_DEFAULT, UNPAGED_LIST_LIMIT, type Page, type PageQuery } from "#lib/contracts/primitives.ts";
import { badParam } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";

/** Where a list stands: `limit` records with an id below `before`. Ids are UUIDv7, so this is newest first. */
export type Position = { limit: number; before: string | undefined };

/** `unpaged` lists answer everything (up to 1,000) when the caller names neither limit nor cursor. */
export function readPosition(query: PageQuery, kind: "paged" | "unpaged" = "paged"): Position {
  const isUnpaged = kind === "unpaged" && query.limit === undefined && query.cursor === undefined;
  return {
    limit: query.limit ?? (isUnpaged ? UNPAGED_LIST_LIMIT : LIST_LIMIT_DEFAULT),
    before: query.cursor === undefined ? undefined : decodeCursor(query.cursor),
  };
}

/** A cursor is the id of the last record, base64url. */
export function encodeCursor(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

export function decodeCursor(cursor: string): string {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (!isUuid(id) || encodeCursor(id) !== cursor) throw badParam("cursor", "Not a cursor of this list");
  return id;
}

/** A place in a list in the order of a time, the newest first: records below it, and below its id at the same moment. */
export type TimePosition = { at: Date; id: string };

/** `9999-12-31T23:59:59.999Z`, beyond which a time has more digits. */
const TIME_MAX = 253_402_300_799_999;

/** The milliseconds in six bytes and the id, base64url. */
export function encodeTimeCursor({ at, id }: TimePosition): string {
  const hex = at.getTime().toString(16).padStart(12, "0") + id.replaceAll("-", "");
  return Buffer.from(hex, "hex").toString("base64url");
}

export function decodeTimeCursor(cursor: string): TimePosition {
  const bytes = Buffer.from(cursor, "base64url");
  const at = bytes.length === 22 ? bytes.readUIntBE(0, 6) : Number.POSITIVE_INFINITY;
  if (at > TIME_MAX || bytes.toString("base64url") !== cursor) throw badParam("cursor", "Not a cursor of this list");
  return { at: new Date(at), id: decodeCursor(bytes.subarray(6).toString("base64url")) };
}

export function readTimePosition({ limit = LIST_LIMIT_DEFAULT, cursor }: PageQuery) {
  return { limit, before: cursor === undefined ? undefined : decodeTimeCursor(cursor) };
}

/** For a list in the order of its names: the cursor is the last name, base64url. */
export function encodeNameCursor(name: string): string {
  return Buffer.from(name).toString("base64url");
}

export function decodeNameCursor(cursor: string): string {
  const name = Buffer.from(cursor, "base64url").toString();
  if (encodeNameCursor(name) !== cursor || name.includes("\u0000"))
    throw badParam("cursor", "Not a cursor of this list");
  return name;
}

/** How many records a page has when its list is one that the public SDKs cannot page. */
export function unpagedLimit({ limit, cursor }: PageQuery): number {
  return limit ?? (cursor === undefined ? UNPAGED_LIST_LIMIT : LIST_LIMIT_DEFAULT);
}

/** Makes a page of rows that were read with `limit + 1`, so that a full last page has no next one. */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  serialize: (row: Row) => T,
  idOf: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    count: shown.length,
    limit,
    next_cursor: hasMore ? encodeCursor(idOf(last)) : null,
    records: shown.map(serialize),
  };
}
