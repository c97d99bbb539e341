import { statfs } from "node:fs/promises";
import type { Log } from "#lib/server/runtime/log.ts";
import { createTicker } from "#lib/server/runtime/ticker.ts";

/** Far less than a busy server writes into the smallest sensible reserve. */
const EVERY_MS = 500;
/** So much more than the reserve must be free again, so that nobody is taken in and refused by turns. */
const MARGIN = 1.1;

export type Room = { freeBytes: number; reserveBytes: number; isLow: boolean };

export type DiskRoom = {
  /** As it was half a second ago at most. */
  read(): Room;
  stop(): Promise<void>;
};

type Options = { dir: string; reserveBytes: number; log: Log };

/** How much room the disk of this folder has, and whether its reserve is being used. */
export async function watchDiskRoom({ dir, reserveBytes, log }: Options): Promise<DiskRoom> {
  let room: Room = { freeBytes: 0, reserveBytes, isLow: false };
  const measure = async () => {
    const { bavail, bsize } = await statfs(dir);
    const freeBytes = bavail * bsize;
    const isLow = freeBytes < reserveBytes * (room.isLow ? MARGIN : 1);
    const wasLow = room.isLow;
    room = { freeBytes, reserveBytes, isLow };
    if (isLow === wasLow) return;
    const fields = { dir, free_bytes: freeBytes, reserve_bytes: reserveBytes };
    if (isLow) log.error(fields, "The disk is almost full: new events are refused until there is room");
    else log.info(fields, "The disk has room again: new events are accepted");
  };
  await measure();
  const ticker = createTicker({
    everyMs: EVERY_MS,
    pauseMs: EVERY_MS,
    run: measure,
    onError: (error) => log.error({ err: error, dir }, "The room on the disk could not be read"),
  });
  return { read: () => room, stop: () => ticker.stop() };
}
