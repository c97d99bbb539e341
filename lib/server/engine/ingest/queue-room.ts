import { QueueFullError } from "#lib/server/runtime/batcher.ts";

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
