import { isEmailAddress } from "./email-address.ts";

// What a person can look for with one text. Free of zod, so that a page can say what it takes before it is sent.

export type EventSearch =
  /** Of an event, of one of its deliveries, which is also the `webhook-id`, or of an attempt. */
  | { kind: "id"; id: string }
  /** Anywhere in the texts of a payload. */
  | { kind: "email"; address: string }
  /** `path:value`, a value at one place of a payload. */
  | { kind: "payload"; payload: string };

export const SEARCH_MAX = 512;
export const PAYLOAD_PATTERN = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*:.+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `undefined` when the text is nothing that can be looked for. */
export function parseSearch(text: string): EventSearch | undefined {
  const wanted = text.trim();
  if (wanted === "" || wanted.length > SEARCH_MAX) return undefined;
  if (UUID.test(wanted)) return { kind: "id", id: wanted.toLowerCase() };
  if (PAYLOAD_PATTERN.test(wanted)) return { kind: "payload", payload: wanted };
  return isEmailAddress(wanted) ? { kind: "email", address: wanted } : undefined;
}

/** Whether it reads payloads: that takes a right of its own, and has no index. */
export function isInPayloads(search: EventSearch): boolean {
  return search.kind !== "id";
}
