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
        throw new AppError("unavailable", "Too many large answers are being read right now", {
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
