import type { DiskRoom } from "#lib/server/db/embedded/disk-room.ts";
import { QueueFullError } from "#lib/server/runtime/batcher.ts";
import { AppError } from "#lib/server/runtime/errors.ts";

/** What an event needs beside its payload, roughly. */
const EVENT_OVERHEAD_BYTES = 1024;

export type QueueLimits = { eventsMax: number; bytesMax: number };

type Sized = { payload: string };

/** The memory of everything that was taken and is not answered yet, in whatever queue it stands. */
export function createQueueRoom({ eventsMax, bytesMax }: QueueLimits, requireDiskRoom: () => void) {
  let events = 0;
  let bytes = 0;

  return {
    /** Runs the work with room for these events. Throws QueueFullError at once when there is none in memory. */
    hold: async <T>(held: readonly Sized[], work: () => Promise<T>): Promise<T> => {
      requireDiskRoom();
      const needed = bytesOf(held);
      if (events + held.length > eventsMax || bytes + needed > bytesMax) {
        throw new QueueFullError("Too many events are waiting");
      }
      events += held.length;
      bytes += needed;
      try {
        return await work();
      } finally {
        events -= held.length;
        bytes -= needed;
      }
    },
  };
}

/** Of a text in memory: JavaScript holds a character in up to two bytes. */
export function bytesOf(events: readonly Sized[]): number {
  return events.reduce((sum, { payload }) => sum + payload.length * 2 + EVENT_OVERHEAD_BYTES, 0);
}

/** Longer than for a full queue: nothing makes room within a second. */
const RETRY_SECONDS = 10;

/** Throws the 503 while what is left of the disk is kept for everything but new events. */
export function requireDiskRoom(disk: DiskRoom | undefined): void {
  if (disk?.read().isLow !== true) return;
  throw new AppError("unavailable", "The server's disk is almost full: no events are accepted until there is room", {
    headers: { "Retry-After": String(RETRY_SECONDS) },
  });
}
