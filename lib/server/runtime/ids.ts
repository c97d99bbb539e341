import { randomInt, randomUUID } from "node:crypto";
import { clock } from "./clock.ts";

let lastMs = 0;
let sequence = 0;

/**
 * UUIDv7 (RFC 9562) with a 12-bit counter: ids of one process sort in the order they were made, so an id is also a
 * position in time.
 */
export function uuidv7(nowMs: number = clock.nowMs()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = randomInt(0x400);
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const hex = lastMs.toString(16).padStart(12, "0");
  const counter = sequence.toString(16).padStart(3, "0");
  // A random UUID already carries the variant bits, and its randomness is pooled: a tenth of the cost of randomBytes.
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter}-${randomUUID().slice(19)}`;
}

/** The smallest UUIDv7 of a moment: `id >= uuidv7At(t)` is `created at or after t`. */
export function uuidv7At(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * An id is made a moment before what it belongs to is stored, and the clocks of several nodes differ: a range of ids
 * reaches further than one of time.
 */
const RANGE_SLACK_MS = 60_000;

/** No id of what was received at this moment or later is below. */
export function idFrom(ms: number): string {
  return uuidv7At(ms - RANGE_SLACK_MS);
}

/** Every id of what was received before this moment is below. */
export function idBefore(ms: number): string {
  return uuidv7At(ms + RANGE_SLACK_MS);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `length` characters, each uniform over 62. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => BASE62.charAt(randomInt(62))).join("");
}
