import type { StreamMessage } from "#lib/contracts/stream.ts";
import { writeCursor, type StreamCursor } from "./cursor.ts";

const encoder = new TextEncoder();
/** Readers of one workspace are sent the same messages, and those of one resource some of them. */
const texts = new WeakMap<StreamMessage, string>();
const batches = new WeakMap<readonly StreamMessage[], { cursor: StreamCursor | undefined; bytes: Uint8Array }>();

/**
 * The messages as they are sent, the last one with the cursor. Each message is serialised once, and a list of messages
 * encoded once, however many readers they go to.
 */
export function encodeMessages(messages: readonly StreamMessage[], cursor: StreamCursor | undefined): Uint8Array {
  const known = batches.get(messages);
  if (known !== undefined && known.cursor === cursor) return known.bytes;
  const last = messages.length - 1;
  const id = cursor === undefined ? "" : `id: ${writeCursor(cursor)}\n`;
  const bytes = encoder.encode(
    messages.map((message, index) => (index === last ? id : "") + encodeMessage(message)).join(""),
  );
  batches.set(messages, { cursor, bytes });
  return bytes;
}

function encodeMessage(message: StreamMessage): string {
  const known = texts.get(message);
  if (known !== undefined) return known;
  const text = `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
  texts.set(message, text);
  return text;
}
