import type { EventRecord } from "../../contracts/events.ts";
import type { StreamEndReason, StreamMessage } from "../../contracts/stream.ts";
import type { ResourcePair } from "../app-context.ts";
import { writeCursor, type StreamCursor } from "./cursor.ts";

/** How much waits for a slow reader before the rest becomes one `resync`. */
const BUFFER_BYTES = 64 * 1024;
const RECONNECT_MS = 2_000;

export type Subscriber = ReturnType<typeof createSubscriber>;

type Options = {
  workspaceId: string;
  pair: ResourcePair | undefined;
  /** Where the client was, when it comes back. */
  resumeFrom: StreamCursor | undefined;
  expiresAt: number;
  /** It has ended, or its reader has gone. */
  onGone: () => void;
};

/** One open stream: what it may see, and what is written to it. Memory is bounded however slowly it is read. */
export function createSubscriber(options: Options) {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let isClosed = false;
  /** Messages were left out; the newest place among them. */
  let missedUntil: StreamCursor | undefined;

  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own;
        write(`retry: ${RECONNECT_MS}\n\n`);
      },
      pull: () => catchUp(),
      cancel: () => {
        isClosed = true;
        options.onGone();
      },
    },
    { highWaterMark: BUFFER_BYTES, size: (chunk) => chunk.byteLength },
  );

  function write(text: string): void {
    if (!isClosed) controller.enqueue(encoder.encode(text));
  }

  function catchUp(): void {
    if (missedUntil === undefined) return;
    const cursor = missedUntil;
    missedUntil = undefined;
    write(format({ event: "resync", data: { reason: "slow_reader" } }, cursor));
  }

  /** Writes the messages, the last one with the cursor: until then the client would come back to where it was. */
  function send(messages: readonly StreamMessage[], cursor: StreamCursor): void {
    if (isClosed || messages.length === 0) return;
    if (missedUntil !== undefined || (controller.desiredSize ?? 0) <= 0) missedUntil = cursor;
    else
      write(
        messages.map((message, index) => format(message, index === messages.length - 1 ? cursor : undefined)).join(""),
      );
  }

  function sees(record: EventRecord): boolean {
    const { pair } = options;
    return pair === undefined || (record.resource === pair.resource && record.resource_id === pair.resourceId);
  }

  return {
    ...options,
    body,
    isLive: false,
    send,
    eventsOf: (records: readonly EventRecord[]): StreamMessage[] =>
      records.filter((record) => sees(record)).map((data) => ({ event: "event", data })),
    heartbeat: (cursor: StreamCursor | undefined): void => {
      if (missedUntil !== undefined || isClosed || (controller.desiredSize ?? 0) <= 0) return;
      write(`: heartbeat\n${cursor === undefined ? "" : `id: ${writeCursor(cursor)}\n`}\n`);
    },
    end: (reason: StreamEndReason): void => {
      if (isClosed) return;
      write(format({ event: "end", data: { reason } }));
      isClosed = true;
      controller.close();
      options.onGone();
    },
  };
}

function format({ event, data }: StreamMessage, cursor?: StreamCursor): string {
  const id = cursor === undefined ? "" : `id: ${writeCursor(cursor)}\n`;
  return `${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
