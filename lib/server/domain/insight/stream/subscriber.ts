import type { StreamMessage, StreamEndReason } from "#lib/contracts/stream.ts";
import type { ResourceScope } from "#lib/server/db/scope.ts";
import { writeCursor, type StreamCursor } from "./change-log.ts";

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

/** How much waits for a slow reader before the rest becomes one `resync`. */
const BUFFER_BYTES = 64 * 1024;
const RECONNECT_MS = 2_000;

const encoder = new TextEncoder();

export type Subscriber = ReturnType<typeof createSubscriber>;

type Options = {
  workspaceId: string;
  resourceScope: ResourceScope | undefined;
  /** Where the client was, when it comes back. */
  resumeFrom: StreamCursor | undefined;
  expiresAt: number;
  /** It has ended, or its reader has gone. */
  onGone: () => void;
};

/** One open stream: what it may see, and what is written to it. Memory is bounded however slowly it is read. */
export function createSubscriber(options: Options) {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let isClosed = false;
  /** Messages were left out; the newest place among them. */
  let missedUntil: StreamCursor | undefined;

  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own;
        enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n\n`));
      },
      pull: () => catchUp(),
      cancel: () => {
        isClosed = true;
        options.onGone();
      },
    },
    { highWaterMark: BUFFER_BYTES, size: (chunk) => chunk.byteLength },
  );

  function enqueue(bytes: Uint8Array): void {
    if (!isClosed) controller.enqueue(bytes);
  }

  function catchUp(): void {
    if (missedUntil === undefined) return;
    const cursor = missedUntil;
    missedUntil = undefined;
    enqueue(encodeMessages([{ event: "resync", data: { reason: "slow_reader" } }], cursor));
  }

  /** Writes the messages, the last one with the cursor: until then the client would come back to where it was. */
  function send(messages: readonly StreamMessage[], cursor: StreamCursor): void {
    if (isClosed || messages.length === 0) return;
    if (missedUntil !== undefined || (controller.desiredSize ?? 0) <= 0) missedUntil = cursor;
    else enqueue(encodeMessages(messages, cursor));
  }

  return {
    ...options,
    body,
    isLive: false,
    send,
    /** Those that it may see; the very same list when that is all of them, so that it is encoded once for all readers. */
    visible: (messages: readonly StreamMessage[]): readonly StreamMessage[] => {
      const { resourceScope } = options;
      return resourceScope === undefined ? messages : messages.filter((message) => sees(message, resourceScope));
    },
    heartbeat: (cursor: StreamCursor | undefined): void => {
      if (missedUntil !== undefined || isClosed || (controller.desiredSize ?? 0) <= 0) return;
      enqueue(encoder.encode(`: heartbeat\n${cursor === undefined ? "" : `id: ${writeCursor(cursor)}\n`}\n`));
    },
    end: (reason: StreamEndReason): void => {
      if (isClosed) return;
      enqueue(encodeMessages([{ event: "end", data: { reason } }], undefined));
      isClosed = true;
      controller.close();
      options.onGone();
    },
  };
}

function sees(message: StreamMessage, resourceScope: ResourceScope): boolean {
  if (message.event !== "event") return true;
  return message.data.resource === resourceScope.resource && message.data.resource_id === resourceScope.resourceId;
}
