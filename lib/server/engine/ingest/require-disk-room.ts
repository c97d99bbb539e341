import type { DiskRoom } from "#lib/server/db/embedded/disk-room.ts";
import { AppError } from "#lib/server/runtime/errors.ts";

/** Longer than for a full queue: nothing makes room within a second. */
const RETRY_SECONDS = 10;

/** Throws the 503 while what is left of the disk is kept for everything but new events. */
export function requireDiskRoom(disk: DiskRoom | undefined): void {
  if (disk?.read().isLow !== true) return;
  throw new AppError("unavailable", "The server's disk is almost full: no events are taken until there is room", {
    headers: { "Retry-After": String(RETRY_SECONDS) },
  });
}
