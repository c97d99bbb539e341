import type { ServerResponse } from "node:http";
import { AppError } from "#lib/server/runtime/errors.ts";

/** Of all large answers that are on their way. Good readers take theirs in moments, so many of them fit. */
const BYTES_MAX = 128 * 1024 * 1024;
/** Who has taken nothing for so long gives way to somebody else, when there is no room. */
const PATIENCE_MS = 1_000;

type Held = { bytes: number; takenAt: number; cut: () => void };

export type AnswerRoom = {
  /**
   * Keeps room for an answer until `release`. When there is none, the readers that have stopped reading for the longest
   * are cut off; when there is none of those either, this throws the 503.
   */
  hold: (bytes: number, cut: () => void) => { taken: () => void; release: () => void };
};

/** The memory of what was answered and is not read yet, by all readers together. */
export function createAnswerRoom(bytesMax = BYTES_MAX, patienceMs = PATIENCE_MS): AnswerRoom {
  // In the order in which they were last read from.
  const held = new Set<Held>();
  let total = 0;

  function release(one: Held): void {
    if (held.delete(one)) total -= one.bytes;
  }

  function makeRoom(bytes: number): void {
    const since = performance.now() - patienceMs;
    for (const one of held) {
      if (total + bytes <= bytesMax || one.takenAt > since) return;
      release(one);
      one.cut();
    }
  }

  return {
    hold: (bytes, cut) => {
      makeRoom(bytes);
      if (held.size > 0 && total + bytes > bytesMax) {
        throw new AppError("unavailable", "Too many large responses are being read right now", {
          headers: { "Retry-After": "2" },
        });
      }
      const one: Held = { bytes, takenAt: performance.now(), cut };
      held.add(one);
      total += bytes;
      return {
        taken: () => {
          if (!held.delete(one)) return;
          one.takenAt = performance.now();
          held.add(one);
        },
        release: () => release(one),
      };
    },
  };
}

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
