import type { ServerResponse } from "node:http";
import type { AnswerRoom } from "./answer-room.ts";

const PIECE_BYTES = 64 * 1024;
/** Who takes nothing of an answer for so long has gone away, or wants to fill the memory. */
const STALLED_MS = 30_000;

/** Smaller answers are sent at once: they fit into what the operating system keeps for a connection. */
export function isLarge(text: string): boolean {
  return text.length > PIECE_BYTES;
}

type Large = { body: ReadableStream<Uint8Array>; bytes: number };

/** An answer in pieces, each made when the reader has taken the one before. Throws the 503 when there is no room for it. */
export function inPieces(text: string, outgoing: ServerResponse, room: AnswerRoom): Large {
  const { taken, release } = room.hold(Buffer.byteLength(text), () => outgoing.destroy());
  // A reader that has gone already has closed before anybody listened.
  if (outgoing.destroyed) release();
  else outgoing.once("close", release);
  const bytes = Buffer.from(text);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        taken();
        controller.enqueue(bytes.subarray(sent, sent + PIECE_BYTES));
        sent += PIECE_BYTES;
        if (sent >= bytes.length) controller.close();
      },
    },
    { highWaterMark: 1 },
  );
  return { body, bytes: bytes.length };
}

/** Cuts the connection of a reader that has stopped reading. */
export function cutWhenStalled(outgoing: ServerResponse, stalledMs = STALLED_MS): void {
  outgoing.setTimeout(stalledMs, () => outgoing.destroy());
}
